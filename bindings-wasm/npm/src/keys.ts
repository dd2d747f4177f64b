import { type Bytes, bytesOrSame } from "./bytes.js";
import { Closable } from "./closable.js";
import { KeyHandle, readPublicKey } from "./glue/main.js";

/** A private key, or what one can be read from: 64 hex digits, PEM text (SEC1 or PKCS#8), or 32 bytes. */
export type PrivateKeyLike = PrivateKey | string | Bytes;
/** A public key, or what one can be read from: 66 or 130 hex digits, PEM text, or 33 or 65 bytes. */
export type PublicKeyLike = PublicKey | string | Bytes;

const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * A merchant's private key. No way of printing it shows it: use {@link PrivateKey.exposeHex} where you really need the digits.
 */
export class PrivateKey extends Closable<KeyHandle> {
  /**
   * Reads a key.
   *
   * @throws {TarsPayError} `private_key_malformed`, `private_key_out_of_range`, `key_kind_swapped`, `key_wrong_curve`
   */
  constructor(key: PrivateKeyLike) {
    super(handleOf(key));
  }

  /** Makes a new key from the platform's randomness. */
  static generate(): PrivateKey {
    return new PrivateKey(KeyHandle.generate() as unknown as string);
  }

  /** @internal Calls with a key's handle; a key that was made for the call is freed afterwards. */
  static use<T>(key: PrivateKeyLike, call: (handle: KeyHandle) => T): T {
    if (key instanceof PrivateKey) {
      return call(key.handle);
    }
    const own = new PrivateKey(key);
    try {
      return call(own.handle);
    } finally {
      own.free();
    }
  }

  /** Its public half, which the gateway is told. */
  get publicKey(): PublicKey {
    return new PublicKey(this.handle.publicKey());
  }

  /** The secret, 64 hex digits. Keep it out of logs. */
  exposeHex(): string {
    return this.handle.exposeHex();
  }

  /** Only that it is a key. */
  override toString(): string {
    return "PrivateKey(…)";
  }

  /** Only that it is a key. */
  toJSON(): string {
    return this.toString();
  }

  /** @internal */
  [inspect](): string {
    return this.toString();
  }
}

function handleOf(key: unknown): KeyHandle {
  // A new key comes as a handle, so that its digits never become a JavaScript string, which can't be cleared.
  if (key instanceof KeyHandle) {
    return key;
  }
  return key instanceof PrivateKey ? PrivateKey.use(key, (handle) => handle.copy()) : KeyHandle.read(bytesOrSame(key));
}

/** A public key: a merchant's API key, or a key that the gateway signs with. */
export class PublicKey {
  readonly #hex: string;
  readonly #uncompressed: string;

  /**
   * Reads a key.
   *
   * @throws {TarsPayError} `public_key_malformed`, `public_key_not_on_curve`, `key_kind_swapped`, `key_wrong_curve`
   */
  constructor(key: PublicKeyLike) {
    [this.#hex, this.#uncompressed] = readPublicKey(key instanceof PublicKey ? key.#hex : bytesOrSame(key)) as [
      string,
      string,
    ];
  }

  /** The compressed form, 66 hex digits: what the header `X-API-KEY` holds. */
  toHex(): string {
    return this.#hex;
  }

  /** The uncompressed form, 130 hex digits. */
  toUncompressedHex(): string {
    return this.#uncompressed;
  }

  /** Whether both are the same key. */
  equals(other: PublicKeyLike): boolean {
    return new PublicKey(other).#hex === this.#hex;
  }

  /** The compressed form, 66 hex digits. */
  toString(): string {
    return this.#hex;
  }

  /** The compressed form, 66 hex digits. */
  toJSON(): string {
    return this.#hex;
  }

  /** @internal */
  [inspect](): string {
    return `PublicKey(${this.#hex})`;
  }
}

/** @internal A public key as the WebAssembly modules take it. */
export function publicKeyOrSame(key: unknown): unknown {
  return key instanceof PublicKey ? key.toHex() : bytesOrSame(key);
}

/** @internal Keys as the WebAssembly modules take them; one key stands for a list of one. */
export function publicKeys(keys: PublicKeyLike | Iterable<PublicKeyLike>): unknown[] {
  const one = typeof keys === "string" || keys instanceof PublicKey || bytesOrSame(keys) instanceof Uint8Array;
  return Array.from(one ? [keys] : (keys as Iterable<PublicKeyLike>), publicKeyOrSame);
}
