import { type Bytes, bytesOrSame } from "./bytes.js";
import { Closable } from "./closable.js";
import { VerifierHandle } from "./glue/main.js";
import { PublicKey, type PublicKeyLike, publicKeys } from "./keys.js";
import type { CallbackMembers } from "./models.js";

/** A body as it was received: text or bytes, never the object that a framework has parsed from it. */
export type RawBody = string | Bytes;

/** A header's value, as Node and `Headers.get` give it. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** In which form the body was signed. */
export type CallbackForm = "as_received" | "compact" | "compact_sorted";

/** A verified callback: what the gateway really said. */
export interface Callback extends CallbackMembers {
  /** Every member as signed, with those that this version does not know. */
  readonly members: Readonly<Record<string, unknown>>;
  /** In which form the body was signed. */
  readonly matchedForm: CallbackForm;
  /** The trusted key that signed it, 66 hex digits. */
  readonly matchedKey: string;
  /** Store it with the order and skip what you have seen: the gateway sends a callback up to 16 times. */
  readonly replayKey: string;
  /** Whether the order's state can't change any more. */
  readonly isFinal: boolean;
  /** Whether the money has moved. */
  readonly isSuccess: boolean;
}

/** A merchant's request as a gateway receives it. */
export interface ReceivedRequest {
  method: string;
  path: string;
  /** The header `X-API-NONCE`. */
  nonce: HeaderValue;
  /** The header `X-API-KEY`. */
  apiKey: HeaderValue;
  /** The header `X-API-SIGNATURE`. */
  signature: HeaderValue;
  body: RawBody;
}

/** A merchant's request that verifies. */
export interface VerifiedRequest {
  /** The key that signed it, 66 hex digits. */
  readonly apiKey: string;
  /** The members of the body. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly stringToSign: string;
}

/**
 * Verifies what the gateway sends. Make one and keep it.
 *
 * ```js
 * const verifier = new Verifier();
 * const callback = verifier.verifyCallback(rawBody, headers["x-resp-signature"]);
 * if (callback.isSuccess) { … }
 * ```
 */
export class Verifier extends Closable<VerifierHandle> {
  /** Keys that matched before, by their digits: reading a key takes half as long as verifying with it. */
  readonly #matched = new Map<string, PublicKey>();

  /**
   * @param options.keys the trusted public keys; the key that the gateway publishes if left out
   * @param options.maxBytes the longest body, 1 MiB if left out
   * @throws {TarsPayError} `no_trusted_key`, and those of a public key
   */
  constructor(
    options: { keys?: PublicKeyLike | Iterable<PublicKeyLike> | undefined; maxBytes?: number | undefined } = {},
  ) {
    super(new VerifierHandle(options.keys === undefined ? undefined : publicKeys(options.keys), options.maxBytes));
  }

  /** The trusted keys. */
  get keys(): PublicKey[] {
    return this.handle.keys().map((key: string) => new PublicKey(key));
  }

  /**
   * Verifies a callback and reads it.
   *
   * @param rawBody the body as it arrived
   * @param signature the header `X-RESP-SIGNATURE`
   * @throws {TarsPayError} `signature_mismatch`, `signature_missing`, `signature_malformed`, `body_not_raw`, `body_missing`, `json_…`
   */
  verifyCallback(rawBody: RawBody, signature: HeaderValue): Callback {
    return this.handle.verifyCallback(bytesOrSame(rawBody), signature);
  }

  /**
   * Verifies a merchant's request: a gateway's side, for sandboxes and tests.
   *
   * @throws {TarsPayError} `signature_mismatch`, `key_not_trusted`, `signature_missing`, `nonce_invalid`, and those of the body
   */
  verifyRequest(request: ReceivedRequest): VerifiedRequest {
    return this.handle.verifyRequest({ ...request, body: bytesOrSame(request.body) });
  }

  /**
   * Verifies any text that was signed by the same rules. Gives the key that signed it.
   *
   * @throws {TarsPayError} `signature_mismatch`, `signature_missing`, `signature_malformed`
   */
  verifyText(text: RawBody, signature: HeaderValue): PublicKey {
    const digits = this.handle.verifyText(bytesOrSame(text), signature);
    const key = this.#matched.get(digits) ?? new PublicKey(digits);
    this.#matched.set(digits, key);
    return key;
  }
}
