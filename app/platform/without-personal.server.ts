/**
 * What must not stand in a log, wherever it comes from: addresses, Shopify's tokens, signed tokens, and what stands behind
 * "Bearer". A message of Shopify's, or of a mail server, quotes what it was given.
 */
const PERSONAL = [
  // No "/": folders of packages have an "@", too. Parts are as long as addresses may be (RFC 5321, 4.5.3.1) and not more: what is
  // looked at for each letter of a long text must not grow with it.
  /[^\s<>"'`(),;:=/\\]{1,64}@[^\s<>"'`(),;:=/\\]{1,255}\.\p{L}{2,63}/gu,
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
