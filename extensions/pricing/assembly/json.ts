/**
 * A pull reader over JSON bytes: the caller asks for what it knows and skips the rest. Nothing is
 * copied; a text is a view (address and length) into the input, escapes included. A reader is
 * cheaper here than a parsed tree by an order of magnitude, and instructions are what a Function
 * runs out of.
 */

let cursor: usize = 0;
let limit: usize = 0;

/** Address and length of the text or key that was read last. */
export let viewStart: usize = 0;
export let viewLength: i32 = 0;
/** Its first eight bytes as a number; what is behind its end is 0. */
let viewWord: u64 = 0;

const QUOTE: u8 = 0x22;
const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const LETTER_F: u8 = 0x66;
const LETTER_N: u8 = 0x6e;
const LETTER_T: u8 = 0x74;
const OPEN_BRACE: u8 = 0x7b;
const CLOSE_BRACE: u8 = 0x7d;
const OPEN_BRACKET: u8 = 0x5b;
const CLOSE_BRACKET: u8 = 0x5d;

/** Starts reading at an address. */
export function seek(start: usize, end: usize): void {
  cursor = start;
  limit = end;
}

/** Address of the next value, to come back to with {@link seek}. */
export function here(): usize {
  skipBlank();
  return cursor;
}

function peek(): u8 {
  return cursor < limit ? load<u8>(cursor) : 0;
}

function skipBlank(): void {
  while (cursor < limit && load<u8>(cursor) <= 0x20) cursor++;
}

function take(byte: u8): bool {
  skipBlank();
  if (peek() != byte) return false;
  cursor++;
  return true;
}

/** Enters an object; false, with the value skipped, if the next value is none (null, say). */
export function enterObject(): bool {
  if (take(OPEN_BRACE)) return true;
  skipValue();
  return false;
}

/** Enters an array; false, with the value skipped, if the next value is none. */
export function enterArray(): bool {
  if (take(OPEN_BRACKET)) return true;
  skipValue();
  return false;
}

/** Moves to the next key of the object that was entered; false, behind the object, at its end. */
export function nextKey(): bool {
  let at = cursor;
  let byte = load<u8>(at);
  // Behind the input stands a zero, so that a cut one ends here as well.
  while ((byte <= 0x20 && at < limit) || byte == COMMA) byte = load<u8>(++at);
  if (byte != QUOTE) {
    cursor = byte == CLOSE_BRACE ? at + 1 : limit;
    return false;
  }
  at = view(at + 1);
  while (load<u8>(at) <= 0x20 && at < limit) at++;
  cursor = at + 1;
  return true;
}

/** Makes the text from `start` to its quote the view. @returns the address behind the quote */
// @ts-ignore: decorator
@inline
function view(start: usize): usize {
  const end = endOfText(start);
  viewStart = start;
  viewLength = <i32>(end - start);
  viewWord = load<u64>(start);
  if (viewLength < 8) viewWord &= ((<u64>1) << ((<u64>viewLength) << 3)) - 1;
  return end + 1;
}

/** Moves to the next element of the array that was entered; false, behind it, at its end. */
export function nextElement(): bool {
  take(COMMA);
  if (take(CLOSE_BRACKET)) return false;
  return cursor < limit;
}

/**
 * Whether the key or text read last is a word of `words.ts`.
 * @param word its number
 * @param length its length in bytes
 */
// @ts-ignore: decorator
@inline
export function viewIs(word: u64, length: i32): bool {
  return viewLength == length && viewWord == word;
}

/** Reads a text into the view; false, with the value skipped, if the next value is none. */
export function readText(): bool {
  skipBlank();
  if (peek() != QUOTE) {
    skipValue();
    return false;
  }
  cursor = view(cursor + 1);
  return true;
}

/**
 * Address of the quote that ends a text, eight bytes at a step: a byte is zero after the exclusive or
 * where it is a quote, or a backslash, and the lowest zero byte of a word can be found without a loop
 * (Warren, "Hacker's Delight", 6-1). The input has eight bytes of slack behind it.
 */
function endOfText(at: usize): usize {
  while (at < limit) {
    const word = load<u64>(at);
    const quotes = word ^ 0x2222222222222222;
    const escapes = word ^ 0x5c5c5c5c5c5c5c5c;
    const found =
      (((quotes - 0x0101010101010101) & ~quotes) | ((escapes - 0x0101010101010101) & ~escapes)) &
      0x8080808080808080;
    if (found == 0) {
      at += 8;
      continue;
    }
    at += <usize>(ctz(found) >> 3);
    if (load<u8>(at) == QUOTE) break;
    at += 2;
  }
  return min(at, limit);
}

/** Reads a truth value; whatever is not true is false. */
export function readTruth(): bool {
  skipBlank();
  const isTrue = peek() == LETTER_T;
  skipValue();
  return isTrue;
}

/** Reads a whole number; a fraction is cut off, and anything but a number is skipped and gives 0. */
export function readInteger(): i64 {
  skipBlank();
  const negative = take(MINUS);
  const value = readDigits();
  skipValue();
  return negative ? -value : value;
}

/**
 * Reads a decimal that is not negative, quoted as Shopify writes it or bare, scaled to a whole
 * number of 10^-scale. Digits beyond the scale round half up.
 */
export function readDecimal(scale: i32): i64 {
  const quoted = take(QUOTE);
  let value = readDigits();
  let decimals = 0;
  let roundUp = false;
  if (peek() == POINT) {
    cursor++;
    while (isDigit(peek())) {
      const digit = load<u8>(cursor++) - ZERO;
      if (decimals < scale) value = value * 10 + digit;
      else if (decimals == scale) roundUp = digit >= 5;
      decimals++;
    }
  }
  while (decimals++ < scale) value *= 10;
  if (quoted) take(QUOTE);
  skipValue();
  return roundUp ? value + 1 : value;
}

/** Reads the decimal at another address, and comes back to the cursor. See {@link readDecimal}. */
export function readDecimalAt(at: usize, scale: i32): i64 {
  const before = cursor;
  cursor = at;
  const value = readDecimal(scale);
  cursor = before;
  return value;
}

function isDigit(byte: u8): bool {
  return byte - ZERO <= 9;
}

function readDigits(): i64 {
  let value: i64 = 0;
  while (isDigit(peek())) value = value * 10 + (load<u8>(cursor++) - ZERO);
  return value;
}

/** Reads the number at the end of a global id (`gid://shopify/Product/42`); 0 if there is none. */
export function readGlobalId(): i64 {
  if (!readText()) return 0;
  let id: i64 = 0;
  let at = viewStart + viewLength;
  let unit: i64 = 1;
  while (at > viewStart) {
    const byte = load<u8>(--at);
    if (!isDigit(byte)) break;
    id += <i64>(byte - ZERO) * unit;
    unit *= 10;
  }
  return id;
}

/** Skips the next value, whatever it is. */
export function skipValue(): void {
  skipBlank();
  const end = limit;
  let at = cursor;
  let depth = 0;
  const literal = load<u8>(at);
  if (literal == LETTER_N || literal == LETTER_T || literal == LETTER_F) {
    // null, true or false.
    cursor = min(at + (literal == LETTER_F ? 5 : 4), end);
    return;
  }
  while (at < end) {
    const byte = load<u8>(at);
    if (byte == QUOTE) {
      at = endOfText(at + 1) + 1;
      if (depth == 0) break;
    } else if (byte >= OPEN_BRACKET) {
      // Braces and brackets stand above every other sign of JSON but the letters of its literals.
      if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
        depth++;
        at++;
      } else if (byte == CLOSE_BRACE || byte == CLOSE_BRACKET) {
        if (depth == 0) break;
        at++;
        if (--depth == 0) break;
      } else at++;
    } else if (byte == COMMA && depth == 0) {
      break;
    } else {
      at++;
    }
  }
  cursor = at;
}
