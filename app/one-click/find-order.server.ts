import type { OneClick } from "@prisma/client";

import {
  findOrderOfCheckout,
  getOneClickOrder,
} from "../shopify/documents/get-one-click-order.server.ts";
import type { OneClickOrder } from "../shopify/documents/get-one-click-order.server.ts";
import type { OneClickContext } from "./receive-purchase.server.ts";

/** What it takes to look after offers of one click, without a buyer. */
export type SettleContext = Omit<OneClickContext, "jobs" | "currencyCode">;

/** The order of an offer of one click, from its news, or else from Shopify; null while Shopify does not know it either. */
export async function findOrder(
  { prisma, shop, client }: SettleContext,
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

/** The same, with what Shopify tells of it; null likewise, and where it is gone. */
export async function readOrder(
  context: SettleContext,
  row: OneClick,
  asked: Parameters<typeof getOneClickOrder>[2],
): Promise<(OneClickOrder & { readonly id: string }) | null> {
  const id = await findOrder(context, row);
  const order = id === null ? null : await getOneClickOrder(context.client, id, asked);
  return id !== null && order ? { ...order, id } : null;
}
