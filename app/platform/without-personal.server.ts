/**
 * What must not stand in a log, wherever it comes from: addresses, Shopify's tokens, signed tokens, and what stands behind
 * "Bearer". A message of Shopify's, or of a mail server, quotes what it was given.
 */
const PERSONAL = [
  // No "/": folders of packages have an "@", too.
  /[^\s<>"'`(),;:=/\\]+@[^\s<>"'`(),;:=/\\]+\.\p{L}{2,}/gu,
  /\bshp[a-z]{2}_[0-9a-zA-Z]+/g,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /(?<=\bBearer )[^\s"\\]+/gi,
  // Signed addresses.
  /(?<=[?&](?:t|token|id_token|hmac|signature)=)[^\s&"'\\]+/g,
];

/** A text without them. */
export function withoutPersonal(text: string): string {
  return PERSONAL.reduce((rest, pattern) => rest.replaceAll(pattern, "…"), text);
}
