/**
 * Country codes of one digit and of two; all others have three, and none is the beginning of another. Source: ITU-T,
 * "List of ITU-T Recommendation E.164 assigned country codes".
 */
const SHORT_COUNTRY_CODES = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const LONG_CODE_DIGITS = 3;

/** Fewer digits are no telephone number, and stand in many a text. */
const LEAST_DIGITS = 6;
/** The same where no country code tells it from other numbers, such as amounts. */
const LEAST_NATIONAL_DIGITS = 7;

/** A telephone number, as it can be known again in whatever form people write it. */
export interface Telephone {
  /** All its digits, as they were told. */
  readonly digits: string;
  /** Of its country; null where it was told without, or is too short to be told from other numbers without one. */
  readonly countryCode: string | null;
  /** The digits behind the country code and the zero that is dialed within a country; null where there are too few. */
  readonly national: string | null;
}

/**
 * Reads a telephone number. Shopify has those of customers in the form of E.164, with the country's code.
 * @returns null for one with too few digits
 */
export function readTelephone(text: string): Telephone | null {
  const digits = text.replace(/\D/g, "");
  if (digits.length < LEAST_DIGITS) return null;
  const code = countryCodeOf(text);
  const national = withoutZeros(code === null ? digits : withoutZeros(digits).slice(code.length));
  return {
    digits,
    countryCode: code,
    national: national.length < LEAST_NATIONAL_DIGITS ? null : national,
  };
}

function countryCodeOf(text: string): string | null {
  const international = /^\s*(?:\+|00)\D*(\d[\s\S]*)/.exec(text)?.[1]?.replace(/\D/g, "");
  if (!international) return null;
  return SHORT_COUNTRY_CODES.exec(international)?.[0] ?? international.slice(0, LONG_CODE_DIGITS);
}

const withoutZeros = (digits: string) => digits.replace(/^0+/, "");
