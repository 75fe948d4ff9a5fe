import { SignJWT } from "jose";

import type { AddVariant } from "../../core/one-click/offer.ts";
import { getConfig } from "../platform/config.server.ts";

/** A changeset is applied at once. */
const LIFE_SECONDS = 10 * 60;

/**
 * Changes of a purchase that Shopify takes, and charges for, by our signature (shopify.dev, "Post-purchase", "JWT
 * specification": HS256 by the app's secret).
 * @param id by which Shopify takes them once only
 * @param now when they are signed: Shopify takes none that were signed before the purchase was paid
 */
export function signChangeset(
  changes: readonly AddVariant[],
  { id, referenceId }: { readonly id: string; readonly referenceId: string },
  now: Date,
): Promise<string> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = getConfig();
  const seconds = Math.floor(now.getTime() / 1_000);
  return new SignJWT({ changes })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(SHOPIFY_API_KEY)
    .setJti(id)
    .setSubject(referenceId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LIFE_SECONDS)
    .sign(new TextEncoder().encode(SHOPIFY_API_SECRET));
}
