/**
 * A whole number of the database's, an amount in minor units or points (BIGINT), as the number that Tandem reckons with.
 * @throws {RangeError} beyond 9,007,199,254,740,991, where numbers skip some: better no figure than a wrong one
 */
export function exactNumber(stored: bigint): number {
  const value = Number(stored);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${stored} is larger than Tandem can reckon with to the last digit.`);
  return value;
}
