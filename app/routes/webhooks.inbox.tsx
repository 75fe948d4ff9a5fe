import type { ActionFunctionArgs } from "@remix-run/node";

import { storeWebhook } from "../orders/webhook-inbox.server.ts";
import { getServices } from "../platform/services.server.ts";
import { receiveWebhook } from "../shopify/receive-webhook.server.ts";
import { isForInbox } from "../shopify/webhook-topics.ts";

/** Orders, refunds and products: stored, acknowledged, and worked off by a job. */
export async function action({ request, context }: ActionFunctionArgs) {
  const webhook = await receiveWebhook(request, isForInbox, context);
  const { database, jobs } = await getServices();
  await storeWebhook(database.prisma, webhook);
  await jobs.ask("inbox", { shop: webhook.shop });
  return new Response();
}
