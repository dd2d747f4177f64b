import { bytesOrSame } from "./bytes.js";
import type { Problem } from "./error.js";
import { parseResponse as parse, validate as check } from "./glue/main.js";
import type { EndpointName, RequestOf, ResponseDataOf } from "./models.js";
import type { Body } from "./request.js";
import type { RawBody } from "./verifier.js";

/** What validation may be told. */
export interface ValidateOptions {
  /** The market's country code, such as `"ID"`, for its own rules; guessed from the currency if left out. */
  market?: string | undefined;
  /** Makes warnings errors. */
  strict?: boolean | undefined;
  /** Takes URLs that the gateway can't reach, such as `http://localhost`. */
  allowTestHosts?: boolean | undefined;
}

/** The gateway's answer. */
export interface Response<Data> {
  /** The gateway's code; 0 is success. */
  readonly code: number;
  /** The gateway's text. */
  readonly msg: string;
  /** What was asked for; `undefined` in most failures. */
  readonly data?: Data;
  /** A text that can't be verified: the gateway does not publish how it is made. */
  readonly sign?: string;
  /** Whether the gateway took the request. */
  readonly isSuccess: boolean;
  /** What the gateway's page says of the code: none, one or two texts. */
  readonly codeTexts: readonly string[];
  /** Members of the envelope that this version does not know. */
  readonly other: Readonly<Record<string, unknown>>;
}

/**
 * Every problem of an order, in the order of the members; an empty list if there is none. Signing through an endpoint's method does this too.
 *
 * @throws {TarsPayError} only if the members can't be read at all: `json_…`, `number_not_exact`, `argument_invalid`
 */
export function validate<E extends EndpointName>(
  endpoint: E,
  body: RequestOf[E] | Body,
  options: ValidateOptions = {},
): Problem[] {
  return check(endpoint, bytesOrSame(body), options);
}

/**
 * Reads the answer to a request. `data` has the types and spellings of the endpoint's model; unknown members stay.
 *
 * @throws {TarsPayError} `json_…`, `body_not_raw`, `member_missing` if something other than the gateway answered
 */
export function parseResponse<E extends EndpointName>(endpoint: E, rawBody: RawBody): Response<ResponseDataOf[E]> {
  return parse(endpoint, bytesOrSame(rawBody));
}
