import { createHmac } from "node:crypto";

import express from "express";
import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { search } from "../admin-api/search.ts";
import type { Devstore } from "../context.ts";
import { isOnSale } from "../state/store.ts";
import { ownFolder } from "../define-devstore.ts";
import { html } from "../html.ts";
import { issueSessionToken } from "../oauth/session-token.ts";
import { adminShell, appPath } from "./shell.ts";

const PICKER_ROWS = 50;

/** The embedded app's page, and what App Bridge asks the admin for. */
export function appFrame(devstore: Devstore): express.Router {
  const { store } = devstore;
  const { title, homePath } = devstore.configuration.app;
  const base = appPath(devstore);
  const router = express.Router();
  const token = () =>
    issueSessionToken({
      shop: store.shop.domain,
      apiKey: devstore.apiKey,
      secret: devstore.secret,
      now: devstore.sessionNow(),
    });

  router.use("/stand-in", express.static(ownFolder("../assets")));
  router.get(
    "/stand-in/session-token",
    (_request, response) => void response.json({ token: token() }),
  );

  const words = (request: express.Request) =>
    String(request.query["query"] ?? "").replace(/[^\p{L}\p{N} ]/gu, " ");
  router.get("/stand-in/picker/collections", (request, response) => {
    const found = search(store.collections.all(), words(request), {}, (one) => one.title);
    response.json(
      found.map(({ id, title, handle }) => ({ id, title, handle, images: [], variants: [] })),
    );
  });

  router.get("/stand-in/picker", (request, response) => {
    const ids = String(request.query["ids"] ?? "").split(",");
    const found = search(store.products.all(), words(request), {}, (product) => product.title);
    const chosen = store.products.all().filter((product) => ids.includes(product.id));
    const rows = [...new Set([...found.filter(isOnSale).slice(0, PICKER_ROWS), ...chosen])];
    response.json(
      rows.map((product) => ({
        id: product.id,
        title: product.title,
        handle: product.handle,
        images: [{ originalSrc: `${devstore.storeUrl}/cdn/products/${product.handle}.svg` }],
        totalVariants: product.variants.length,
        variants: product.variants.map((variant) => ({
          id: variant.id,
          title: variant.title,
          price: toDecimal(variant.priceMinor, store.shop.currencyCode),
          availableForSale: true,
        })),
      })),
    );
  });

  router.get(["/admin", base], (_request, response) => response.redirect(base + homePath));
  router.get(`${base}/{*path}`, (request, response) => {
    if (!store.shop.isInstalled) return response.redirect("/admin/settings");
    const path = request.path.slice(base.length);
    const query = new URLSearchParams({
      ...(request.query as Record<string, string>),
      embedded: "1",
      host: Buffer.from(`admin.shopify.com/store/${store.shop.domain.split(".")[0]}`).toString(
        "base64",
      ),
      id_token: token(),
      locale: "en",
      session: "stand-in",
      shop: store.shop.domain,
      timestamp: String(Math.floor(devstore.sessionNow().getTime() / 1000)),
    });
    query.sort();
    query.append(
      "hmac",
      createHmac("sha256", devstore.secret).update(query.toString()).digest("hex"),
    );
    const frame = html`<iframe
        title="${title}"
        data-base="${base}"
        data-home="${homePath}"
        src="${devstore.appUrl}${path}?${query.toString()}"
      ></iframe>
      <script type="module" src="/stand-in/frame.js"></script>`;
    response.send(adminShell(devstore, { title, path: request.path, isFrame: true }, frame).text);
  });
  return router;
}
