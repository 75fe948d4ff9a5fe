import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

import express from "express";
import type { Request } from "express";
import { parse as parseToml } from "smol-toml";

import type { Devstore } from "../context.ts";
import { numberOf } from "../state/store.ts";
import { sendPage } from "./pages.ts";
import { queryOf } from "./render.ts";
import type { Renderer } from "./render.ts";
import { signedInCustomer } from "./request-cart.ts";

interface ProxyConfiguration {
  app_proxy?: { url: string; prefix: string; subpath: string };
}

/**
 * Pages of the app at an address of the shop's, as Shopify's app proxy serves them (shopify.dev, "App proxies"): the
 * request goes to the app, signed, with who is signed in and without cookies; a Liquid answer is rendered in
 * the theme.
 */
export function proxiedPages(devstore: Devstore, renderer: Renderer): express.Router {
  const router = express.Router();
  const configuration = parseToml(
    readFileSync(devstore.configuration.app.toml, "utf8"),
  ) as unknown as ProxyConfiguration;
  if (!configuration.app_proxy) return router;
  const { url, prefix, subpath } = configuration.app_proxy;
  const path = `/${prefix}/${subpath}`;
  router.use(
    path,
    express.text({ type: () => true, limit: "1mb" }),
    async (request, response, next) => {
      // Without the app, the shop has no such page.
      if (!devstore.store.shop.isInstalled) return next();
      const target = new URL(
        new URL(url).pathname + (request.path === "/" ? "" : request.path),
        devstore.appInternalUrl,
      );
      target.search = signedQuery(devstore, request, path).toString();
      const answer = await fetch(target, {
        method: request.method,
        redirect: "manual",
        headers: { "Content-Type": request.get("content-type") ?? "text/plain" },
        ...(request.method === "POST" && { body: String(request.body) }),
      });
      const location = answer.headers.get("location");
      const type = answer.headers.get("content-type") ?? "text/plain";
      const text = await answer.text();
      response.status(answer.status);
      if (location) return void response.set("Location", location).end();
      if (!type.startsWith("application/liquid")) return void response.type(type).send(text);
      sendPage(request, response, await renderer.proxied(request, text));
    },
  );
  return router;
}

/** The shopper's own parameters and Shopify's, signed: HMAC-SHA256 of the sorted pairs, in hexadecimal (shopify.dev, "Authenticate app proxies"). */
function signedQuery(devstore: Devstore, request: Request, path: string): URLSearchParams {
  const query = queryOf(request);
  const customer = signedInCustomer(devstore, request);
  query.set("shop", devstore.store.shop.domain);
  query.set("logged_in_customer_id", customer ? String(numberOf(customer.id)) : "");
  query.set("path_prefix", path);
  query.set("timestamp", String(Math.floor(devstore.sessionNow().getTime() / 1_000)));
  query.delete("signature");
  const names = [...new Set(query.keys())];
  const pairs = names.map((name) => `${name}=${query.getAll(name).join(",")}`);
  const message = pairs
    .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .join("");
  query.set("signature", createHmac("sha256", devstore.secret).update(message).digest("hex"));
  return query;
}
