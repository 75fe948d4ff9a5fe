import type { ActionFunctionArgs } from "@remix-run/node";

import { receiveWebhook } from "../shopify/receive-webhook.server.ts";

/**
 * An address of before that Shopify may still send to. It takes no topic, and is here so that the signature is looked at: Shopify is
 * told so, and is never counted among strangers.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  return receiveWebhook(request, () => false, context);
}
