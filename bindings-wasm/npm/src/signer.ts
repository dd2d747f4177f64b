import { bytesOrSame } from "./bytes.js";
import { EndpointSigner, type SignOptions } from "./endpoints.js";
import { SignerHandle } from "./glue/main.js";
import { PrivateKey, type PrivateKeyLike, PublicKey } from "./keys.js";
import type { EndpointName } from "./models.js";
import type { Body, Nonce, SignedRequest } from "./request.js";

/**
 * Signs requests with a merchant's private key. Make one and keep it: reading the key is part of the work.
 *
 * ```js
 * const signer = new Signer(process.env.TARSPAY_PRIVATE_KEY);
 * const request = signer.queryBalance({ mchNo: "M1688443086" });
 * const response = await fetch(base + request.path, request);
 * ```
 */
export class Signer extends EndpointSigner {
  /**
   * @param privateKey 64 hex digits, PEM text, 32 bytes or a {@link PrivateKey}, of which a copy is kept
   * @param options.maxBytes the longest body, 1 MiB if left out
   * @throws {TarsPayError} those of a private key
   */
  constructor(privateKey: PrivateKeyLike, options: { maxBytes?: number | undefined } = {}) {
    super(PrivateKey.use(privateKey, (key) => new SignerHandle(key, options.maxBytes)));
  }

  /** The API key: what the header `X-API-KEY` holds. */
  get publicKey(): PublicKey {
    return new PublicKey(this.handle.publicKey());
  }

  /**
   * Signs any request without validating its members.
   *
   * @param body members, which become compact JSON, or JSON text or bytes, which stay as they are
   * @throws {TarsPayError} `method_invalid`, `path_invalid`, `nonce_invalid`, `json_…`, `member_null`, `number_not_exact`
   */
  sign(method: string, path: string, body: Body, options: { nonce?: Nonce | undefined } = {}): SignedRequest {
    return this.handle.sign(method, path, bytesOrSame(body), options.nonce);
  }

  /** @internal */
  protected override signEndpoint(name: EndpointName, members: object, options?: SignOptions): SignedRequest {
    return this.handle.signEndpoint(name, members, options);
  }
}
