const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/** A part of the app's addresses, and what may come in there before anyone is known. */
export interface Door {
  /** Where its addresses begin, with a slash at the end. */
  readonly path: string;
  /** Largest body, in bytes. */
  readonly mostBytes: number;
  /** Requests of one address within a minute. */
  readonly perMinute: number;
  /**
   * That only requests count that were refused. So it is where Shopify or a service knocks for many shops from few addresses: what it
   * signs is never put off, however much it is.
   * - `strangers`: whatever was refused, for its address, its method or its form as well, unless a right signature or key came with it
   * - `signatures`: what was refused for its signature, or for its body's size or slowness. Others may have Shopify ask for what there
   *   is not.
   */
  readonly countsRefused?: "strangers" | "signatures";
  /** Whether pages of other sites ask here, so that they may read a refusal. */
  readonly isForOtherSites?: boolean;
}

/**
 * The doors, the closest path first. What is signed tells more, and is limited again behind the signature: by shop and by buyer.
 *
 * - webhooks: Shopify names no limit of their size. The largest are products with 2,000 variants (about 1 kB each) and orders with 500
 *   lines (about 3 kB each); 5 MB hold either twice.
 * - the app proxy: all shoppers of all shops come from Shopify's few addresses. What a shopper writes into the address is signed with the
 *   rest (`isSignedByProxy`); should it still be possible to have Shopify refused, it takes sixty times as much as elsewhere.
 * - imports: a file of 2 million characters is promised, each of at most 3 bytes, with the escapes of JSON.
 * - the admin: a draft names up to a few thousand variants, of 50 bytes each.
 * - pages of mails and what they suggest: mail services open links and pictures for all their users from few addresses; so do phone
 *   companies for their customers at the pages after the purchase, where who is signed in is limited behind the signature.
 */
const DOORS: readonly Door[] = [
  { path: "/webhooks/", mostBytes: 5 * MEGABYTE, perMinute: 100, countsRefused: "strangers" },
  { path: "/proxy/", mostBytes: 64 * KILOBYTE, perMinute: 6_000, countsRefused: "signatures" },
  { path: "/hooks/", mostBytes: 64 * KILOBYTE, perMinute: 100, countsRefused: "strangers" },
  { path: "/api/", mostBytes: 64 * KILOBYTE, perMinute: 3_000, isForOtherSites: true },
  { path: "/mail/open/", mostBytes: 0, perMinute: 1_200 },
  { path: "/mail/", mostBytes: 64 * KILOBYTE, perMinute: 1_200 },
  { path: "/app/offers/import/", mostBytes: 8 * MEGABYTE, perMinute: 1_200 },
  { path: "/app/loyalty/balances/", mostBytes: 8 * MEGABYTE, perMinute: 1_200 },
  { path: "/app/", mostBytes: 2 * MEGABYTE, perMinute: 1_200 },
];

/** Of an address that is none of these: of the sign-in, and of what is no page. */
const ANY_OTHER: Door = { path: "/", mostBytes: 0, perMinute: 300 };

/** The door of a path. One that is written in an odd way is at most taken for the one with the least room. */
export function doorOf(path: string): Door {
  const asked = `${path.toLowerCase()}/`;
  return DOORS.find((door) => asked.startsWith(door.path)) ?? ANY_OTHER;
}
