/** Dangerous unless you know why you need it: digests are signed and verified as they are. */
import { type Bytes, bytesOrSame } from "./bytes.js";
import {
  doubleSha256 as hash,
  readSignature as read,
  signPrehash as sign,
  verifyPrehash as verify,
} from "./glue/main.js";
import { PrivateKey, type PrivateKeyLike, type PublicKeyLike, publicKeyOrSame } from "./keys.js";

/** A signature in its stable forms. */
export interface Signature {
  /** Whether s is in the upper half, as in half of the gateway's own signatures. */
  readonly highS: boolean;
  /** DER with the lower s, in hex. */
  readonly normalized: string;
  /** r and s as they are, 128 hex digits. */
  readonly raw: string;
}

/** Signs 32 bytes as they are, deterministically; DER with the lower s, in hex. */
export function signPrehash(privateKey: PrivateKeyLike, digest: Bytes): string {
  return PrivateKey.use(privateKey, (key) => sign(key, bytesOrSame(digest)));
}

/** Whether a signature, of either s, was made over these 32 bytes. */
export function verifyPrehash(publicKey: PublicKeyLike, digest: Bytes, signature: string | Bytes): boolean {
  return verify(publicKeyOrSame(publicKey), bytesOrSame(digest), bytesOrSame(signature));
}

/** SHA-256 of the SHA-256 of a text: 32 bytes. */
export function doubleSha256(text: string | Bytes): Uint8Array {
  return hash(bytesOrSame(text));
}

/**
 * Reads a signature: DER as hex text or bytes, or r and s as 64 bytes.
 *
 * @throws {TarsPayError} `signature_malformed`, `signature_missing`
 */
export function readSignature(signature: string | Bytes): Signature {
  return read(bytesOrSame(signature));
}
