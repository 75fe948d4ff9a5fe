import type { ActionFunctionArgs } from "@remix-run/node";

import { getServices } from "../platform/services.server.ts";
import { servePrivacyRequest } from "../privacy/serve-privacy-request.server.ts";
import { receiveWebhook } from "../shopify/receive-webhook.server.ts";
import { isCompliance } from "../shopify/webhook-topics.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const webhook = await receiveWebhook(request, isCompliance, context);
  const { database } = await getServices();
  await servePrivacyRequest(database.prisma, webhook);
  return new Response();
}
