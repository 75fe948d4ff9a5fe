import { createHmac } from "node:crypto";

import type { AppLoadContext } from "@remix-run/node";

import { parseJson } from "../../core/text/clean-text.ts";
import type { IncomingWebhook } from "../orders/webhook-inbox.server.ts";
import { noteKnownSender } from "../platform/known-sender.server.ts";
import { log } from "../platform/log.server.ts";
import { isSameSecret } from "../platform/same-secret.server.ts";
import { shopifySecrets } from "../platform/secrets.server.ts";
import { shopDomainSchema } from "./shop-domain.ts";
import type { TakesTopic } from "./webhook-topics.ts";

/**
 * Verifies a webhook and reads it. It stands on its own because Shopify's library first renews the
 * shop's token, which fails after an uninstall, before it lets our code see the webhook.
 * Signature: HMAC-SHA256 of the raw body, base64 (shopify.dev, "Verify webhooks").
 * @param takes the topics that Shopify sends to this address
 * @param context learns that the signature is right, so that what Shopify signed is not counted with what strangers try
 * @throws a Response: 405 for another method, 401 for a wrong signature, 400 for a missing header, another topic, or a body that is no
 * JSON
 */
export async function receiveWebhook(
  request: Request,
  takes: TakesTopic,
  context: AppLoadContext,
): Promise<IncomingWebhook> {
  if (request.method !== "POST") throw new Response("Webhooks are posted.", { status: 405 });
  const body = await request.text();
  const said = request.headers.get("X-Shopify-Topic") ?? "";
  const topic = said.replace("/", "_").toUpperCase();
  const shop = request.headers.get("X-Shopify-Shop-Domain") ?? "";
  if (!isSigned(body, request.headers.get("X-Shopify-Hmac-Sha256") ?? "")) {
    log.warn({ topic, shop }, "a webhook with a wrong signature was refused");
    throw new Response("The signature is wrong.", { status: 401 });
  }
  noteKnownSender(context);
  const webhookId = request.headers.get("X-Shopify-Webhook-Id");
  const triggeredAt = new Date(request.headers.get("X-Shopify-Triggered-At") ?? Date.now());
  const isOfShop = shopDomainSchema.safeParse(shop).success;
  if (!webhookId || !topic || !isOfShop || Number.isNaN(triggeredAt.getTime())) {
    log.warn({ topic, shop }, "a webhook without its headers was refused");
    throw new Response(
      "X-Shopify-Webhook-Id, -Topic, -Shop-Domain and -Triggered-At are expected.",
      { status: 400 },
    );
  }
  if (!takes(topic)) {
    log.warn({ topic, shop }, "a webhook at an address that does not take its topic was refused");
    throw new Response(`This address doesn't take the topic “${said}”.`, { status: 400 });
  }
  return { shop, webhookId, topic, triggeredAt, payload: readPayload(body, { topic, shop }) };
}

/** What a webhook tells, clean: the signature was of the body as it came. */
function readPayload(body: string, from: { readonly topic: string; readonly shop: string }) {
  try {
    return parseJson(body);
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure;
    log.warn({ ...from, err: failure }, "a webhook that is no JSON was refused");
    throw new Response("The body is no JSON.", { status: 400 });
  }
}

/** By any of the secrets that hold: while one is rotated, Shopify signs webhooks by the oldest. */
function isSigned(body: string, signature: string): boolean {
  const given = Buffer.from(signature, "base64");
  return shopifySecrets().some((secret) =>
    isSameSecret(given, createHmac("sha256", secret).update(body, "utf8").digest()),
  );
}
