/**
 * Collects the answer and writes it once, to file descriptor 1, as Shopify reads it
 * (shopify.dev, "WebAssembly for Functions").
 */

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(descriptor: i32, vectors: usize, count: i32, bytesWritten: usize): i32;

const VECTOR: usize = memory.data(16);
const DIGITS: usize = memory.data(24);

let capacity: usize = 64 * 1024;
let start: usize = heap.alloc(capacity);
let end: usize = start;

function reserve(bytes: usize): void {
  const length = end - start;
  if (length + bytes <= capacity) return;
  while (length + bytes > capacity) capacity *= 2;
  const larger = heap.alloc(capacity);
  memory.copy(larger, start, length);
  start = larger;
  end = larger + length;
}

/** Bytes written so far. */
export function outputLength(): usize {
  return end - start;
}

/** Forgets what was written. */
export function clearOutput(): void {
  end = start;
}

/** Appends an ASCII text of the module's own. */
export function writeText(text: string): void {
  const length = text.length;
  reserve(length);
  const from = changetype<usize>(text);
  for (let i: usize = 0; i < <usize>length; i++) store<u8>(end + i, load<u8>(from + (i << 1)));
  end += length;
}

/** Appends bytes of the input as they are, so that what was escaped stays escaped. */
export function writeBytes(from: usize, length: usize): void {
  reserve(length);
  memory.copy(end, from, length);
  end += length;
}

/** Appends a whole number in decimal digits. */
export function writeInteger(value: i64): void {
  reserve(24);
  if (value < 0) {
    store<u8>(end++, 0x2d);
    value = -value;
  }
  let at = DIGITS + 24;
  do {
    store<u8>(--at, <u8>(0x30 + (value % 10)));
    value /= 10;
  } while (value != 0);
  writeBytes(at, DIGITS + 24 - at);
}

/**
 * Appends an amount of minor units as the exact decimal that Shopify expects, without quotes.
 * @param exponent decimals of the currency: 2 for EUR, 0 for JPY
 */
export function writeDecimal(minor: i64, exponent: i32): void {
  let scale: i64 = 1;
  for (let i = 0; i < exponent; i++) scale *= 10;
  writeInteger(minor / scale);
  if (exponent == 0) return;
  writeText(".");
  let rest = minor % scale;
  for (let unit = scale / 10; unit > 0; unit /= 10) {
    writeInteger(rest / unit);
    rest %= unit;
  }
}

/** Hands the answer to the host. */
export function flushOutput(): void {
  let from = start;
  while (from < end) {
    store<u32>(VECTOR, <u32>from);
    store<u32>(VECTOR, <u32>(end - from), 4);
    store<u32>(VECTOR, 0, 8);
    const failed = fd_write(1, VECTOR, 1, VECTOR + 8);
    const written = <usize>load<u32>(VECTOR, 8);
    if (failed != 0 || written == 0) break;
    from += written;
  }
  clearOutput();
}
