/** Where a WebAssembly module comes from: an address, an answer of `fetch`, its bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | globalThis.Response | Promise<globalThis.Response> | BufferSource | WebAssembly.Module;
