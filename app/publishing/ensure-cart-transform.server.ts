import type { Offer } from "../../core/offers/offer.ts";
import type { Database } from "../platform/database.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { createCartTransform } from "../shopify/documents/create-cart-transform.server.ts";
import { findCartTransform } from "../shopify/documents/find-cart-transform.server.ts";

/** Handle of extensions/bundle-lines. */
const FUNCTION_HANDLE = "tandem-bundle-lines";

/** The cart transform, or why Shopify does not have it; neither where no offer needs one. */
export interface EnsuredTransform {
  readonly id: string | null;
  readonly refusal: string | null;
}

/**
 * Keeps the cart transform in being while a live bundle is to be one line. No price depends on it: where
 * Shopify refuses it, bundles stay lines of their own, and the merchant is told.
 * @throws {AdminApiError} when Shopify cannot be reached just now
 */
export async function ensureCartTransform(
  { prisma }: Database,
  shop: string,
  client: AdminClient,
  inForce: readonly Offer[],
): Promise<EnsuredTransform> {
  const isWanted = inForce.some((one) => one.kind === "fixed-bundle" && one.terms.oneLineAs);
  const { cartTransformId } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  if (!isWanted || cartTransformId) return { id: cartTransformId, refusal: null };
  try {
    const id =
      (await findCartTransform(client)) ?? (await createCartTransform(client, FUNCTION_HANDLE));
    await prisma.shop.update({ where: { shop }, data: { cartTransformId: id } });
    return { id, refusal: null };
  } catch (failure) {
    if (!(failure instanceof AdminApiError) || failure.isTransient) throw failure;
    return {
      id: null,
      refusal: `Bundles stay lines of their own, at the same price: ${failure.message}`,
    };
  }
}
