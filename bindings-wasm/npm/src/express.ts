/** Express, Connect and Node's own `http`. */
import { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER, DEFAULT_MAX_BYTES, gather, isCallersFault, type OnCallback, statusOf } from "./answer.js";
import type { RawBody, Verifier } from "./verifier.js";

export { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER } from "./answer.js";

/** What is used of Node's request, which Express's extends. */
export interface IncomingRequest extends AsyncIterable<Uint8Array | string> {
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  /** Set where a body parser ran before. */
  readonly body?: unknown;
  /** Set by programs that keep the bytes beside the parsed body. */
  readonly rawBody?: unknown;
}

/** What is used of Node's response, which Express's extends. */
export interface OutgoingResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/**
 * Makes a handler that verifies the callback first, then calls `onCallback`, then answers `OK`. A bad signature is answered with 401, a
 * bad body with 400 or 413, and `onCallback` is not called. It reads the body itself; `express.raw({ type: "*\/*" })` or a `rawBody` kept
 * by `express.json({ verify })` before it are used if they are there.
 *
 * ```js
 * app.post("/tarspay/notify", callbackHandler(verifier, async (callback) => { … }));
 * ```
 */
export function callbackHandler<Req extends IncomingRequest, Res extends OutgoingResponse>(
  verifier: Verifier,
  onCallback: OnCallback<[request: Req, response: Res]>,
  options: { maxBytes?: number | undefined } = {},
): (request: Req, response: Res, next?: (error?: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    try {
      const body = await bodyOf(request, options.maxBytes ?? DEFAULT_MAX_BYTES);
      const signature = request.headers[CALLBACK_SIGNATURE_HEADER];
      const callback = verifier.verifyCallback(body, signature);
      await onCallback(callback, request, response);
      if (!response.headersSent) {
        answer(response, 200, CALLBACK_ANSWER);
      }
    } catch (error) {
      if (!response.headersSent && isCallersFault(error)) {
        answer(response, statusOf(error), error.code);
      } else if (next !== undefined) {
        next(error);
      } else {
        throw error;
      }
    }
  };
}

async function bodyOf(request: IncomingRequest, maxBytes: number): Promise<RawBody> {
  if (request.rawBody !== undefined) {
    return request.rawBody as RawBody;
  }
  // Express leaves undefined, or an empty object in older versions, where no parser ran.
  const parsed = request.body;
  const wasParsed = parsed !== undefined && (parsed === null || typeof parsed !== "object" || !isEmpty(parsed));
  return wasParsed ? (parsed as RawBody) : await gather(request, maxBytes);
}

function isEmpty(value: object): boolean {
  return !ArrayBuffer.isView(value) && Object.keys(value).length === 0;
}

function answer(response: OutgoingResponse, status: number, body: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end(body);
}
