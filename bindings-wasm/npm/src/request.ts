import { type Bytes, bytesOrSame } from "./bytes.js";
import { Closable } from "./closable.js";
import { UnsignedHandle } from "./glue/main.js";
import { type PublicKeyLike, publicKeyOrSame } from "./keys.js";

/** Unix time in milliseconds, 13 digits: a number, a bigint or text. */
export type Nonce = number | bigint | string;

/** What a member may be. Fractions are refused: write amounts as text, because their digits are signed. */
export type JsonInput =
  | string
  | number
  | bigint
  | boolean
  | readonly JsonInput[]
  | { readonly [member: string]: JsonInput | undefined };

/** A body: members, which become compact JSON, or JSON text or its bytes, which are sent and signed as they are. */
export type Body = string | Bytes | { readonly [member: string]: JsonInput | undefined };

/** A request that is ready: `fetch(base + request.path, request)`. */
export interface SignedRequest {
  /** The HTTP method. */
  method: string;
  /** The path that was signed; the base URL comes before it. */
  path: string;
  /** `X-API-KEY`, `X-API-NONCE`, `X-API-SIGNATURE` and `Content-Type`. */
  headers: Record<string, string>;
  /** What to send, exactly. Never parse and serialise it again. */
  body: string;
  /** `METHOD|PATH|NONCE|PARAMS`, for logs and comparison. */
  stringToSign: string;
}

/** A request that waits for a signature from outside: a key service's or a hardware module's. */
export class UnsignedRequest extends Closable<UnsignedHandle> {
  /**
   * @param nonce now if left out
   * @throws {TarsPayError} `method_invalid`, `path_invalid`, `nonce_invalid`, and those of the body
   */
  constructor(method: string, path: string, body: Body, nonce?: Nonce) {
    super(new UnsignedHandle(method, path, bytesOrSame(body), nonce));
  }

  /** `METHOD|PATH|NONCE|PARAMS`. */
  get stringToSign(): string {
    return this.handle.stringToSign();
  }

  /** The 32 bytes that secp256k1 ECDSA is to sign as they are: SHA-256 of the SHA-256 of the text. */
  get signingDigest(): Uint8Array {
    return this.handle.signingDigest();
  }

  /**
   * The complete request.
   *
   * @param apiKey the public half of the key that signed
   * @param signature DER as hex text or bytes, or r and s as 64 bytes; a high s is lowered
   * @throws {TarsPayError} `signature_malformed`, `signature_mismatch`, and those of a public key
   */
  attachSignature(apiKey: PublicKeyLike, signature: string | Bytes): SignedRequest {
    return this.handle.attachSignature(publicKeyOrSame(apiKey), bytesOrSame(signature));
  }
}

/** The text that is signed, `METHOD|PATH|NONCE|PARAMS`. */
export function stringToSign(method: string, path: string, nonce: Nonce, body: Body): string {
  const request = new UnsignedRequest(method, path, body, nonce);
  try {
    return request.stringToSign;
  } finally {
    request.free();
  }
}
