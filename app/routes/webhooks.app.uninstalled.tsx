import type { ActionFunctionArgs } from "@remix-run/node";

import { getServices } from "../platform/services.server.ts";
import { serveUninstall } from "../settings/forget-installation.server.ts";
import { receiveWebhook } from "../shopify/receive-webhook.server.ts";
import { isUninstalled } from "../shopify/webhook-topics.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const webhook = await receiveWebhook(request, isUninstalled, context);
  const { database } = await getServices();
  await serveUninstall(database.prisma, webhook);
  return new Response();
}
