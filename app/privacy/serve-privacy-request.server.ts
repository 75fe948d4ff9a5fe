import { randomUUID } from "node:crypto";

import type { Prisma, PrismaClient } from "@prisma/client";

import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { databaseClock } from "../platform/clock.server.ts";
import { eraseShop } from "../settings/forget-installation.server.ts";
import { hasComeBackSince } from "../settings/installation.server.ts";
import { isCompliance } from "../shopify/webhook-topics.ts";
import type { ComplianceTopic } from "../shopify/webhook-topics.ts";
import { openDataRequest } from "./data-requests.server.ts";
import { subjectHash } from "./erased.server.ts";
import { erasePerson } from "./erase-person.server.ts";
import { readTold } from "./read-told.server.ts";
import { serveOnce } from "./serve-once.server.ts";
import { wordsOfErasure } from "./words.ts";

/** Shopify asks for a shop's erasure so long after its uninstall (shopify.dev, "Privacy law compliance", shop/redact). */
const AFTER_UNINSTALL_MILLISECONDS = 48 * 3_600_000;

/** What was done: for the merchant to read, without anybody's data. */
interface Served {
  readonly detail: string;
  readonly subjectHash?: string | null;
}

/** Serves a request in a transaction; `id` is that of its audit row. */
type Serve = (
  transaction: Prisma.TransactionClient,
  audit: { readonly shop: string; readonly id: string; readonly now: Date },
) => Promise<Served>;

/** What is to be done for each topic, once its body has been read. */
const SERVES: Readonly<Record<ComplianceTopic, (webhook: IncomingWebhook) => Serve>> = {
  CUSTOMERS_DATA_REQUEST: ({ payload }) => {
    const told = readTold(payload);
    return async (transaction, { shop, id, now }) => ({
      detail: await openDataRequest(transaction, { shop, id, told, now }),
      subjectHash: told.customerId && subjectHash(shop, told.customerId),
    });
  },
  CUSTOMERS_REDACT: ({ payload }) => {
    const told = readTold(payload);
    return async (transaction, { shop, now }) => ({
      detail: wordsOfErasure(await erasePerson(transaction, shop, told, now)),
      subjectHash: told.customerId && subjectHash(shop, told.customerId),
    });
  },
  SHOP_REDACT: ({ triggeredAt }) => {
    const uninstalledAt = new Date(triggeredAt.getTime() - AFTER_UNINSTALL_MILLISECONDS);
    return async (transaction, { shop }) => {
      // Shopify may ask for it also where the shop has installed the app again within the 48 hours.
      if (await hasComeBackSince(transaction, shop, uninstalledAt))
        return { detail: "Nothing was erased: the store has installed Tandem again since." };
      await eraseShop(transaction, shop);
      return { detail: "All data of the store was erased." };
    };
  },
};

/**
 * Serves Shopify's privacy webhooks, each once, with an audit row. Of a customer, Tandem keeps the id: with their orders, with the
 * points ledger, with the birthday that they told, with what they said of an order and what they were sent. Names and addresses are
 * read from Shopify when a page shows them, and a webhook's body is emptied once it is worked off. What a customer asks for is done
 * however late it comes, also for a shop that came back since: it is their request, and Shopify does not repeat it.
 * @throws a Response: 400 for another topic, or for one that names nobody
 */
export async function servePrivacyRequest(
  prisma: PrismaClient,
  webhook: IncomingWebhook,
): Promise<void> {
  const { shop, topic } = webhook;
  if (!isCompliance(topic))
    throw new Response("Only privacy requests are taken here.", { status: 400 });
  const serve = SERVES[topic](webhook);
  await serveOnce(prisma, webhook, async (transaction) => {
    const audit = { shop, id: randomUUID(), now: await databaseClock(transaction) };
    const served = await serve(transaction, audit);
    await transaction.privacyAudit.create({
      data: { shop, id: audit.id, topic, createdAt: audit.now, ...served },
    });
  });
}
