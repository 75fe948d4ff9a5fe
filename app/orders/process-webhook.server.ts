import type { PrismaClient } from "@prisma/client";
import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { recordFulfillment } from "../follow-ups/record-fulfillment.server.ts";
import { giveSignUp } from "../loyalty/bonuses/give-sign-up.server.ts";
import { campaignsFor } from "../loyalty/campaign-collections.server.ts";
import { mergeCustomers } from "../loyalty/merge-customers.server.ts";
import { currentProgramme } from "../loyalty/programme-store.server.ts";
import { mixesCollection } from "../offers/mixed-collection.server.ts";
import { listOffers } from "../offers/offer-store.server.ts";
import type { Clock } from "../platform/clock.server.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import { recordDeletedOrder } from "./record-deleted-order.server.ts";
import { recordOrder, recordRefund } from "./record-order.server.ts";
import { idSchema } from "./webhook-fields.ts";
import {
  parseChargebackPayload,
  parseOrderPayload,
  parseRefundPayload,
} from "./webhook-payloads.server.ts";

/** A webhook of a shop's, as far as it is worked off. */
interface News {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly payload: unknown;
  readonly triggeredAt: Date;
  readonly now: Date;
  readonly clock: Clock;
}

const order = ({ prisma, shop, payload, triggeredAt, now }: News) =>
  recordOrder(prisma, shop, { ...parseOrderPayload(payload), triggeredAt }, now);
const fulfillment = ({ prisma, shop, payload, now }: News) =>
  recordFulfillment(prisma, shop, payload, now);
const signUp = ({ prisma, shop, payload, now }: News) => giveSignUp(prisma, shop, payload, now);

/** What each topic calls for. Doing it twice is doing it once. */
const HANDLERS: ReadonlyMap<string, (news: News) => Promise<void>> = new Map(
  Object.entries({
    ORDERS_CREATE: order,
    ORDERS_UPDATED: order,
    ORDERS_CANCELLED: order,
    ORDERS_DELETE: deletedOrder,
    REFUNDS_CREATE: refund,
    DISPUTES_CREATE: chargeback,
    DISPUTES_UPDATE: chargeback,
    FULFILLMENTS_CREATE: fulfillment,
    FULFILLMENTS_UPDATE: fulfillment,
    CUSTOMERS_CREATE: signUp,
    CUSTOMERS_ENABLE: signUp,
    CUSTOMERS_MERGE: ({ prisma, shop, payload, clock }) =>
      mergeCustomers(prisma, shop, payload, clock),
    COLLECTIONS_UPDATE: collection,
    COLLECTIONS_DELETE: collection,
    PRODUCTS_DELETE: deletedProduct,
  }),
);

/** Works a webhook off; a topic that calls for nothing is let pass. */
export async function processWebhook(topic: string, news: News): Promise<void> {
  await HANDLERS.get(topic)?.(news);
}

async function refund({ prisma, shop, payload, now }: News): Promise<void> {
  const { currencyCode } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  await recordRefund(prisma, shop, parseRefundPayload(payload, currencyCode), now);
}

async function chargeback({ prisma, shop, payload, now }: News): Promise<void> {
  const lost = parseChargebackPayload(payload);
  if (lost) await recordRefund(prisma, shop, lost, now);
}

/** Of a collection, a product or an order that is gone, which of them it is. */
const namedSchema = z.object({ id: idSchema });

/** Shopify tells nothing of it but its id. */
async function deletedOrder({ prisma, shop, payload, now }: News): Promise<void> {
  await recordDeletedOrder(prisma, shop, globalId("Order", namedSchema.parse(payload).id), now);
}

/** Publishing reads the collection's products anew, for offers and for campaigns. */
async function collection({ prisma, shop, payload }: News): Promise<void> {
  const id = globalId("Collection", namedSchema.parse(payload).id);
  const offers = await listOffers(prisma, shop);
  const programme = await currentProgramme(prisma, shop);
  if (offers.some((offer) => mixesCollection(offer, id)) || campaignsFor(programme?.rules, id))
    await notePublishRequest(prisma, shop);
}

/** Its metafields went with it; what stands with other products is published anew. */
async function deletedProduct({ prisma, shop, payload }: News): Promise<void> {
  const ownerId = globalId("Product", namedSchema.parse(payload).id);
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.publishedDocument.deleteMany({
      where: { shop, ownerId },
    });
    if (count > 0) await notePublishRequest(transaction, shop);
  });
}
