import { RateLimit } from "../../platform/rate-limit.server.ts";
import type { LinkContent } from "../links.server.ts";

/** A buyer, their mail program and what looks through their mail open a link a few times each. */
const perLink = new RateLimit({ perMinute: 30 });

/**
 * Counts that a link of a mail's was followed, from whatever addresses: whoever gets hold of one must not keep the database and
 * Shopify busy by it. Each thing that a mail's links do counts by itself, so the way out stays open.
 * @returns seconds to wait before the next; null where it may go ahead
 */
export const countLink = ({ shop, mail, purpose }: LinkContent): Promise<number | null> =>
  perLink.take(`${purpose} ${shop} ${mail}`);
