import { TarsPayError } from "./error.js";
import type { Callback } from "./verifier.js";

/** What the gateway must be answered with, or it sends the callback again. */
export const CALLBACK_ANSWER = "OK";
/** The header with a callback's signature, as Node spells it. */
export const CALLBACK_SIGNATURE_HEADER = "x-resp-signature";

/** The HTTP status to refuse a callback with. */
export function statusOf(error: TarsPayError): 400 | 401 | 413 {
  if (["signature_mismatch", "signature_missing", "signature_malformed"].includes(error.code)) {
    return 401;
  }
  return error.code === "body_too_large" ? 413 : 400;
}

/** A body that a framework has parsed is a mistake of the program, not of whoever called. */
export function isCallersFault(error: unknown): error is TarsPayError {
  return error instanceof TarsPayError && error.code !== "body_not_raw" && error.code !== "object_closed";
}

/** Called for verified callbacks alone. When it throws, the gateway sends the callback again. */
export type OnCallback<Rest extends unknown[]> = (callback: Callback, ...rest: Rest) => unknown;

/** @internal Gathers a body that comes in pieces and gives up when it is too long. */
export async function gather(pieces: AsyncIterable<Uint8Array | string>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const part = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    length += part.length;
    if (length > maxBytes) {
      throw new TarsPayError("body_too_large", `the body has more than ${maxBytes} bytes`, "body");
    }
    parts.push(part);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.length;
  }
  return body;
}

export const DEFAULT_MAX_BYTES = 1_048_576;
