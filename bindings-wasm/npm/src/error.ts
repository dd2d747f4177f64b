import type { ErrorCode } from "./models.js";

/** One thing that is wrong with an order, or looks wrong. */
export interface Problem {
  /** An `"error"` would surely be refused by the gateway; a `"warning"` is worth a look. */
  readonly severity: "error" | "warning";
  /** The member, with its name in JSON. */
  readonly member: string;
  /** The stable code. */
  readonly code: ErrorCode;
  /** The code that the gateway would answer with, where one is known. */
  readonly gatewayCode?: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/**
 * Every error of this library. `code` never changes its meaning; the text may. It never holds a private key or a body.
 */
export class TarsPayError extends Error {
  /** The stable code, such as `"signature_mismatch"`. */
  readonly code: ErrorCode;
  /** The member, header or argument that is to blame. */
  readonly field: string | undefined;
  /** Everything that is wrong with an order, where `code` is `"order_invalid"`; otherwise empty. */
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, field?: string, problems: readonly Problem[] = []) {
    super(message);
    this.code = code;
    this.field = field;
    this.problems = problems;
  }
}

Object.defineProperty(TarsPayError.prototype, "name", { value: "TarsPayError", configurable: true, writable: true });

/** Called by the WebAssembly modules. */
export function newTarsPayError(
  code: ErrorCode,
  message: string,
  field: string | undefined,
  problems: readonly Problem[],
): TarsPayError {
  return new TarsPayError(code, message, field, problems);
}
