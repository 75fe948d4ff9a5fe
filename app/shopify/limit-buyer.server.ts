import { RateLimit } from "../platform/rate-limit.server.ts";

const perShop = new RateLimit({ perMinute: 6_000 });
const perBuyer = new RateLimit({ perMinute: 60 });

/** Who asks, as a signature of Shopify's says. */
export interface SignedBuyer {
  readonly shop: string;
  /** Who they are within the shop; null for a stranger, of whom a signature tells no more than the shop. */
  readonly buyer: string | null;
}

/**
 * Counts a request of a buyer's, for themselves and for their shop: one buyer does not use up what their shop has, nor one shop what
 * all have. Strangers are counted apart, so that they do not keep out who is signed in.
 * @param answer what an answer has to go through
 * @throws a Response: 429, with when to come again
 */
export async function limitBuyer(
  { shop, buyer }: SignedBuyer,
  answer: (response: Response) => Response = (response) => response,
): Promise<void> {
  if (buyer !== null) await perBuyer.require(`${shop} ${buyer}`, answer);
  await perShop.require(`${shop} ${buyer === null ? "strangers" : "buyers"}`, answer);
}
