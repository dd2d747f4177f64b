/** Fastify. */
import { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER, isCallersFault, type OnCallback, statusOf } from "./answer.js";
import type { RawBody, Verifier } from "./verifier.js";

export { CALLBACK_ANSWER, CALLBACK_SIGNATURE_HEADER } from "./answer.js";

/** What is used of a request. */
export interface FastifyRequestLike {
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: unknown;
}

interface FastifyReplyLike {
  code(status: number): FastifyReplyLike;
  type(contentType: string): FastifyReplyLike;
  send(body: string): unknown;
}

/** What is used of an instance. */
export interface FastifyInstanceLike {
  removeAllContentTypeParsers(): void;
  // biome-ignore lint/suspicious/noExplicitAny: Fastify's own overloads are not repeated here.
  addContentTypeParser(contentType: string, options: { parseAs: "buffer" }, parser: any): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  post(path: string, handler: any): unknown;
}

/** What the plugin is told. */
export interface CallbackPluginOptions {
  /** The path that the gateway calls. */
  path: string;
  verifier: Verifier;
  onCallback: OnCallback<[request: FastifyRequestLike]>;
}

/**
 * A plugin with one route that verifies the callback first, then calls `onCallback`, then answers `OK`. A bad signature is answered with
 * 401, a bad body with 400 or 413, and `onCallback` is not called. Inside it, and only there, bodies stay unparsed.
 *
 * ```js
 * app.register(callbackPlugin, { path: "/tarspay/notify", verifier, onCallback: async (callback) => { … } });
 * ```
 */
export async function callbackPlugin(instance: FastifyInstanceLike, options: CallbackPluginOptions): Promise<void> {
  const { path, verifier, onCallback } = options;
  instance.removeAllContentTypeParsers();
  const keep = (_request: unknown, body: Uint8Array, done: (error: null, body: Uint8Array) => void): void =>
    done(null, body);
  instance.addContentTypeParser("*", { parseAs: "buffer" }, keep);
  instance.post(path, async (request: FastifyRequestLike, reply: FastifyReplyLike) => {
    let callback;
    try {
      callback = verifier.verifyCallback(request.body as RawBody, request.headers[CALLBACK_SIGNATURE_HEADER]);
    } catch (error) {
      if (!isCallersFault(error)) {
        throw error;
      }
      reply.code(statusOf(error)).type("text/plain; charset=utf-8").send(error.code);
      return reply;
    }
    await onCallback(callback, request);
    reply.type("text/plain; charset=utf-8").send(CALLBACK_ANSWER);
    return reply;
  });
}
