import type { OneClick } from "@prisma/client";

import { findOrderOfCheckout } from "../shopify/documents/get-one-click-order.server.ts";
import type { OneClickContext } from "./receive-purchase.server.ts";

/** The order of an offer of one click, from its news, or else from Shopify; null while Shopify does not know it either. */
export async function findOrder(
  { prisma, shop, client }: Omit<OneClickContext, "jobs">,
  { referenceId, orderId: known }: OneClick,
): Promise<string | null> {
  if (known !== null) return known;
  const orderId = await findOrderOfCheckout(client, referenceId);
  if (orderId !== null)
    await prisma.oneClick.update({
      where: { shop_referenceId: { shop, referenceId } },
      data: { orderId },
    });
  return orderId;
}
