/// <reference lib="esnext.disposable" preserve="true" />
import { TarsPayError } from "./error.js";

interface Handle {
  free(): void;
}

// Symbol.dispose came with Node 18.18; older engines get a symbol that nobody looks for.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? (Symbol.for("Symbol.dispose") as typeof Symbol.dispose);

/** Holds an object inside the WebAssembly module until it is freed. What it holds is never printed. */
export abstract class Closable<H extends Handle> {
  #handle: H | undefined;

  /** @internal */
  constructor(handle: H) {
    this.#handle = handle;
  }

  /** @internal */
  protected get handle(): H {
    if (this.#handle === undefined) {
      const name = this.constructor.name;
      throw new TarsPayError("object_closed", `this ${name} was freed before; make a new one, or free it later`);
    }
    return this.#handle;
  }

  /** Clears it from memory. Whatever is called on it afterwards throws `object_closed`; a second `free()` does nothing. */
  free(): void {
    this.#handle?.free();
    this.#handle = undefined;
  }

  /** `using key = PrivateKey.generate()` frees it at the end of the block. */
  declare [Symbol.dispose]: () => void;
}

Object.defineProperty(Closable.prototype, dispose, {
  value(this: Closable<Handle>) {
    this.free();
  },
  configurable: true,
  writable: true,
});
