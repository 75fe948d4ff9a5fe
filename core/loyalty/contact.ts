/** What a buyer wrote of themselves, as far as it tells whether two orders are of one household. */
export interface BuyerContact {
  readonly email: string | null;
  readonly address: {
    readonly address1: string | null;
    readonly zip: string | null;
    readonly country: string | null;
  } | null;
}

/** Providers that deliver an address with and without its dots to the same person. */
const WITHOUT_DOTS = ["gmail.com", "googlemail.com"];

/**
 * An e-mail address without what can be varied in it at will: capitals, and what stands behind a plus.
 * @returns null where there is none
 */
export function plainEmail(email: string | null): string | null {
  const [local, domain] = (email ?? "").trim().toLowerCase().split("@");
  if (!local || !domain) return null;
  const [name = ""] = local.split("+");
  return `${WITHOUT_DOTS.includes(domain) ? name.replaceAll(".", "") : name}@${domain}`;
}

/** A postal address by its street, number and postal code alone, without capitals and marks; null without a street. */
export function plainAddress(address: BuyerContact["address"]): string | null {
  const plain = (text: string | null) =>
    (text ?? "")
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  const street = plain(address?.address1 ?? null);
  if (!address || street === "") return null;
  return [street, plain(address.zip), plain(address.country)].join("/");
}
