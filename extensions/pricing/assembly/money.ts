/** Exact money: whole minor units, and the one way in which this module rounds. */

/** Decimals of presentmentCurrencyRate that are kept: Shopify sends no more than nine. */
export const RATE_SCALE: i32 = 9;
const RATE_UNIT: i64 = 1_000_000_000;

/** Percentages are basis points: 1,500 is 15 %. */
export const WHOLE: i64 = 10_000;

/** Quotient rounded half up, as Shopify rounds money. Both operands must not be negative. */
export function divideHalfUp(amount: i64, divisor: i64): i64 {
  return (amount + divisor / 2) / divisor;
}

function code(a: u32, b: u32, c: u32): u32 {
  return (a << 16) | (b << 8) | c;
}

/**
 * Decimals of a currency by ISO 4217 (storefront-kit's money/currency holds the same table; a test compares both with
 * the currencies that the platform knows).
 * @param at address of the three letters
 */
export function currencyExponent(at: usize): i32 {
  switch (code(load<u8>(at), load<u8>(at, 1), load<u8>(at, 2))) {
    case 0x424946: // BIF
    case 0x434c50: // CLP
    case 0x444a46: // DJF
    case 0x474e46: // GNF
    case 0x49534b: // ISK
    case 0x4a5059: // JPY
    case 0x4b4d46: // KMF
    case 0x4b5257: // KRW
    case 0x505947: // PYG
    case 0x525746: // RWF
    case 0x554758: // UGX
    case 0x555949: // UYI
    case 0x564e44: // VND
    case 0x565556: // VUV
    case 0x584146: // XAF
    case 0x584f46: // XOF
    case 0x585046: // XPF
      return 0;
    case 0x424844: // BHD
    case 0x495144: // IQD
    case 0x4a4f44: // JOD
    case 0x4b5744: // KWD
    case 0x4c5944: // LYD
    case 0x4f4d52: // OMR
    case 0x544e44: // TND
      return 3;
  }
  return 2;
}

/**
 * Converts minor units of the shop's currency into minor units of the cart's, rounded half up.
 * The rate is split at its decimal point so that no product leaves 64 bits.
 * @param rate presentmentCurrencyRate, scaled by {@link RATE_SCALE}
 */
export function convert(minor: i64, rate: i64, fromExponent: i32, toExponent: i32): i64 {
  for (let i = fromExponent; i < toExponent; i++) minor *= 10;
  let shift: i64 = 1;
  for (let i = toExponent; i < fromExponent; i++) shift *= 10;
  const fraction = minor * (rate % RATE_UNIT);
  const whole = minor * (rate / RATE_UNIT) + fraction / RATE_UNIT;
  const rest = (whole % shift) * RATE_UNIT + (fraction % RATE_UNIT);
  return whole / shift + (rest * 2 >= shift * RATE_UNIT ? 1 : 0);
}
