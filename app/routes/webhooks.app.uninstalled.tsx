import type { ActionFunctionArgs } from "@remix-run/node";

import { getServices } from "../platform/services.server.ts";
import { forgetInstallation } from "../settings/forget-installation.server.ts";
import { receiveWebhook } from "../shopify/receive-webhook.server.ts";
import { isUninstalled } from "../shopify/webhook-topics.ts";

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await receiveWebhook(request, isUninstalled);
  const { database } = await getServices();
  await forgetInstallation(database.prisma, shop);
  return new Response();
}
