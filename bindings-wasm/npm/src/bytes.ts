/** Bytes as programs hold them. */
export type Bytes = Uint8Array | ArrayBufferLike | ArrayBufferView;

/**
 * Views and buffers, also those of another realm (a test runner's, a worker's), as a `Uint8Array` of this one. Whatever else it is stays
 * what it is.
 */
export function bytesOrSame(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  const kind = Object.prototype.toString.call(value);
  if (kind === "[object ArrayBuffer]" || kind === "[object SharedArrayBuffer]") {
    return new Uint8Array(value as ArrayBuffer);
  }
  return value;
}
