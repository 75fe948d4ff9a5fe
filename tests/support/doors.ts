import { createHmac, randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";

import { issueSessionToken } from "@tandem/devstore/oauth";

import { SHOP_DOMAIN } from "../../demo/devstore.ts";
import type { RunningDemo } from "../../scripts/demo.ts";

/** Shopify's library takes what does not look like a browser for a robot. */
export const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0";

/** Every address of the app, off the files of its routes, with `%00` where a part of the path is open. */
export function addressesOfApp(): { route: string; path: string }[] {
  return readdirSync("app/routes").map((file) => {
    const route = `routes/${file.replace(/\.tsx$/, "")}`;
    const parts = file
      .replace(/\.tsx$/, "")
      .replace(/\.?_index$/, "")
      .split(".")
      .map((part) => (part.startsWith("$") ? "7%00" : part.replace(/_$/, "")));
    return { route, path: `/${parts.join("/")}` };
  });
}

/** Asks a running app over HTTP, as each of those does who can. */
export class Doors {
  readonly #demo: RunningDemo;

  constructor(demo: RunningDemo) {
    this.#demo = demo;
  }

  /** As the merchant's page does. @param body sent as JSON; without one, the page's data are read */
  asMerchant(path: string, route: string, body?: unknown): Promise<Response> {
    const url = new URL(path, this.#demo.appUrl);
    url.searchParams.set("_data", route);
    return this.#ask(url, this.#token(), body);
  }

  /** As Shopify's admin opens a page of the app in its frame. */
  pageOfAdmin(path: string): Promise<Response> {
    const url = new URL(path, this.#demo.appUrl);
    const host = Buffer.from("admin.shopify.com/store/tandem-demo").toString("base64");
    const query = { shop: SHOP_DOMAIN, host, embedded: "1", id_token: this.#token() };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return fetch(url, { redirect: "manual", headers: { "User-Agent": BROWSER } });
  }

  /** As an extension on the pages after the purchase does. */
  asBuyer(path: string, customerId: string, body: unknown): Promise<Response> {
    return this.#ask(new URL(path, this.#demo.appUrl), this.#token({ customerId }), body);
  }

  /** As Shopify sends a webhook. @param body as it goes over the line */
  webhook(topic: string, body: string, id: string = randomUUID()): Promise<Response> {
    const name = /data_request$|redact$/.test(topic) ? "compliance" : "inbox";
    return this.webhookAt(`/webhooks/${name}`, topic, body, id);
  }

  /** The same, at an address of the app's that need not be the one for its topic. */
  webhookAt(path: string, topic: string, body: string, id: string = randomUUID()) {
    return fetch(this.#demo.appUrl + path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Shopify-Topic": topic,
        "X-Shopify-Shop-Domain": SHOP_DOMAIN,
        "X-Shopify-Webhook-Id": id,
        "X-Shopify-Triggered-At": new Date().toISOString(),
        "X-Shopify-Hmac-Sha256": this.#sign(body).digest("base64"),
      },
      body,
    });
  }

  /** Opens a page through Shopify's app proxy. @param form sent as a form; without one, the page is read */
  proxied(path: string, query: string, form?: Record<string, string>): Promise<Response> {
    const signed = new URLSearchParams(query);
    signed.set("shop", SHOP_DOMAIN);
    signed.set("logged_in_customer_id", "");
    signed.set("timestamp", String(Math.floor(Date.now() / 1_000)));
    const names = [...new Set(signed.keys())].toSorted();
    const message = names.map((name) => `${name}=${signed.getAll(name).join(",")}`).join("");
    signed.set("signature", this.#sign(message).digest("hex"));
    return fetch(`${this.#demo.appUrl}${path}?${signed.toString()}`, {
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
  }

  /** Answers a mail on the page that its link opens. */
  answerMail(mail: string, form: Record<string, string>): Promise<Response> {
    const content = { shop: SHOP_DOMAIN, mail, purpose: "pulse", until: Date.now() + 60_000 };
    const encoded = Buffer.from(JSON.stringify(content)).toString("base64url");
    const signature = this.#sign(`mail ${encoded}`).digest("base64url");
    return fetch(`${this.#demo.appUrl}/mail/pulse?t=${encoded}.${signature}`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
  }

  #sign(message: string) {
    return createHmac("sha256", this.#demo.secret).update(message);
  }

  #token(buyer?: { customerId: string }): string {
    const { secret } = this.#demo;
    const who = { shop: SHOP_DOMAIN, apiKey: "tandem-demo", secret, now: new Date() };
    return issueSessionToken({ ...who, ...(buyer && { buyer }) });
  }

  #ask(url: URL, token: string, body: unknown): Promise<Response> {
    return fetch(url, {
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "User-Agent": BROWSER,
      },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
  }
}
