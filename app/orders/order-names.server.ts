import type { PrismaClient } from "@prisma/client";

import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { findOrders } from "../shopify/documents/find-orders.server.ts";

/** Where names of orders are looked up. */
export interface NamesContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
}

/**
 * How people know orders (#1001), by their ids: as it was stored, or, for orders of before and for those that could not be recorded,
 * as Shopify says. An order that is gone, or is not to be had just now, is not in the map.
 */
export async function orderNames(
  { prisma, shop, client }: NamesContext,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = [...new Set(orderIds)];
  const rows = await prisma.orderFact.findMany({
    where: { shop, orderId: { in: ids }, name: { not: null } },
    select: { orderId: true, name: true },
  });
  const names = new Map<string, string>(
    rows.flatMap(({ orderId, name }) => (name ? [[orderId, name] as const] : [])),
  );
  const unnamed = ids.filter((id) => !names.has(id));
  if (unnamed.length === 0) return names;
  const found = await namesInShopify(client, unnamed);
  for (const [orderId, name] of found) {
    names.set(orderId, name);
    await prisma.orderFact.updateMany({ where: { shop, orderId, name: null }, data: { name } });
  }
  return names;
}

/** A page is not to fail for names that Shopify does not tell just now. */
async function namesInShopify(
  client: AdminClient,
  ids: readonly string[],
): Promise<Map<string, string>> {
  try {
    return await findOrders(client, ids);
  } catch (failure) {
    if (failure instanceof AdminApiError) return new Map();
    throw failure;
  }
}
