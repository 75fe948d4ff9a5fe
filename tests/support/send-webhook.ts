import { createHmac, randomUUID } from "node:crypto";

import { SHOP_DOMAIN } from "../../demo/devstore.ts";
import type { RunningDemo } from "../../scripts/demo.ts";

/** Sends a webhook to a demo's app as Shopify would, whatever stands in it. */
export async function sendWebhook(
  { appUrl, secret }: RunningDemo,
  topic: string,
  body: unknown,
): Promise<Response> {
  const text = JSON.stringify(body);
  return fetch(`${appUrl}/webhooks/inbox`, {
    method: "POST",
    headers: {
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": SHOP_DOMAIN,
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(text).digest("base64"),
    },
    body: text,
  });
}
