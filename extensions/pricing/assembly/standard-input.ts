/**
 * Reads the Function's whole input. Shopify hands it over as JSON on file descriptor 0, for any
 * language that compiles to Wasm (shopify.dev, "WebAssembly for Functions"). This file is all that
 * has to change when Shopify's newer Wasm API takes its place.
 */

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
declare function fd_read(descriptor: i32, vectors: usize, count: i32, bytesRead: usize): i32;

/** Shopify passes at most 128 kB for a cart of 200 lines; a larger input grows the buffer. */
const FIRST_CAPACITY: usize = 256 * 1024;
const VECTOR: usize = memory.data(16);
/** Bytes behind the input that may be read, so that a reader can take eight at a time. */
const SLACK: usize = 8;

/** Address of the first byte of the input. */
export let inputStart: usize = 0;
/** Address after the last byte of the input. */
export let inputEnd: usize = 0;

/** Reads descriptor 0 to its end and sets {@link inputStart} and {@link inputEnd}. */
export function readStandardInput(): void {
  let capacity = FIRST_CAPACITY;
  let buffer = heap.alloc(capacity + SLACK);
  let length: usize = 0;
  while (true) {
    if (length == capacity) {
      const larger = heap.alloc(capacity * 2 + SLACK);
      memory.copy(larger, buffer, length);
      buffer = larger;
      capacity *= 2;
    }
    store<u32>(VECTOR, <u32>(buffer + length));
    store<u32>(VECTOR, <u32>(capacity - length), 4);
    store<u32>(VECTOR, 0, 8);
    const failed = fd_read(0, VECTOR, 1, VECTOR + 8);
    const count = <usize>load<u32>(VECTOR, 8);
    if (failed != 0 || count == 0) break;
    length += count;
  }
  inputStart = buffer;
  inputEnd = buffer + length;
}
