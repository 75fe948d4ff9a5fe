import { globalId } from "@tandem/storefront-kit/ids";

import { notePutOff } from "../orders/orders-set-aside.server.ts";
import { subjectOfPayload } from "../orders/subject-of-payload.server.ts";
import type { ErasureContext } from "./erase-person.server.ts";
import type { Place } from "./places.server.ts";
import { anyOf, named, namingRows } from "./rows-of.server.ts";

const ORDER = globalId("Order", "");

interface ErasedWebhook {
  readonly webhookId: string;
  readonly topic: string;
  readonly payload: unknown;
}

/**
 * Deletes webhooks that wait, or were refused, and have something of somebody in their body. So that no order is lost with them,
 * Shopify is asked for those that they were about, without the customer by then.
 * @returns how many there were
 */
export async function eraseWebhooks(
  { transaction, shop, person, now }: ErasureContext,
  table: string,
  place: Place,
): Promise<number> {
  const erased = await transaction.$queryRaw<ErasedWebhook[]>`
    DELETE FROM ${named(table)} WHERE "shop" = ${shop} AND ${anyOf(namingRows(place, shop, person))}
    RETURNING "webhookId", "topic", "payload"`;
  const subjects = erased.flatMap(({ topic, payload }) => subjectOfPayload(topic, payload) ?? []);
  const orderIds = subjects.filter((id) => id.startsWith(ORDER));
  await notePutOff(transaction, shop, orderIds, now);
  await transaction.setAside.deleteMany({
    where: { shop, kind: "webhook", itemId: { in: erased.map((one) => one.webhookId) } },
  });
  return erased.length;
}
