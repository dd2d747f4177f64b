/** For everything that speaks `Request` and `Response`: Hono, Next.js, Remix, SvelteKit, Workers, Deno, Bun. */
import { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER, DEFAULT_MAX_BYTES, gather, isCallersFault, type OnCallback, statusOf } from "./answer.js";
import type { Verifier } from "./verifier.js";

export { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER } from "./answer.js";

/**
 * Makes a handler of requests that verifies the callback first, then calls `onCallback`, then answers `OK`. A bad signature is answered
 * with 401, a bad body with 400 or 413, and `onCallback` is not called.
 *
 * ```js
 * app.post("/tarspay/notify", (c) => notify(c.req.raw)); // Hono
 * export const POST = notify;                             // Next.js
 * ```
 */
export function callbackHandler<Rest extends unknown[]>(
  verifier: Verifier,
  onCallback: OnCallback<[request: Request, ...rest: Rest]>,
  options: { maxBytes?: number | undefined } = {},
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    let callback;
    try {
      const body = await gather(pieces(request), options.maxBytes ?? DEFAULT_MAX_BYTES);
      callback = verifier.verifyCallback(body, request.headers.get(CALLBACK_SIGNATURE_HEADER));
    } catch (error) {
      if (isCallersFault(error)) {
        return text(error.code, statusOf(error));
      }
      throw error;
    }
    await onCallback(callback, request, ...rest);
    return text(CALLBACK_ANSWER, 200);
  };
}

/** Streams are not iterable in every engine. */
async function* pieces(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) {
    return;
  }
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield read.value;
    }
  } finally {
    await reader.cancel();
  }
}

function text(body: string, status: number): Response {
  return new Response(body, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
