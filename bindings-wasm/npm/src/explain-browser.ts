/** Browsers and bundlers: `await init()` once, then everything is synchronous. */
import load from "./glue/explain.js";
import type { ModuleSource } from "./source.js";

let loading: Promise<void> | undefined;

/**
 * Loads the WebAssembly module. Later calls wait for the first.
 *
 * @param source where it is; beside this file if left out, which bundlers understand
 */
export function init(source: ModuleSource = new URL("../explain.wasm", import.meta.url)): Promise<void> {
  loading ??= load({ module_or_path: source }).then(
    () => undefined,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading as Promise<void>;
}

export * from "./explain.js";
