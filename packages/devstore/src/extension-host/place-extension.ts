import { readFileSync } from "node:fs";

import { standingUnits } from "../checkout/order-totals.ts";
import type { Devstore } from "../context.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { readMetafield } from "../admin-api/resolvers/metafields.ts";
import { SHOP_ID } from "../state/store.ts";
import type { Order } from "../state/types.ts";
import type { PageContext } from "./page-context.ts";

type Target = "purchase.thank-you.block.render" | "customer-account.order-status.block.render";

/** Where our extension stands on a page, as a merchant has placed it in Shopify's editor; nothing without the app. */
export function placeExtension(
  devstore: Devstore,
  order: Order,
  target: Target,
  language: string,
): Html | null {
  if (!devstore.store.shop.isInstalled) return null;
  const context = contextOf(devstore, order, target, language);
  return html`<div class="extension" data-extension="${JSON.stringify(context)}"></div>
    <script type="module" src="/stand-in/extension-host/host.js"></script>`;
}

function contextOf(
  { store, storeUrl }: Devstore,
  order: Order,
  target: Target,
  language: string,
): PageContext {
  const { shop } = store;
  const standing = order.lines.filter((line) => standingUnits(line) > 0);
  const products = [...new Set(standing.map((line) => line.productId))];
  const file = language === "en" ? "en.default" : language;
  return {
    target,
    scriptUrl: `${storeUrl}/stand-in/extensions/after-purchase.js`,
    orderId: order.id,
    orderNumber: String(order.number),
    orderToken: order.token,
    lines: standing.map((line) => {
      const product = store.products.require(line.productId);
      return {
        id: line.id,
        quantity: line.quantity,
        merchandise: {
          type: "variant" as const,
          id: line.variantId,
          title: line.title,
          product: { id: product.id, vendor: product.vendor, productType: product.productType },
        },
      };
    }),
    appMetafields: [
      ...products.flatMap((id) => metafield(store, "product", id, "display")),
      ...metafield(store, "shop", SHOP_ID, "after_purchase"),
    ],
    language,
    country: order.country,
    currencyCode: shop.currencyCode,
    timeZone: shop.timeZone,
    shop: {
      id: SHOP_ID,
      name: shop.name,
      myshopifyDomain: shop.domain,
      storefrontUrl: storeUrl,
    },
    settings: {},
    translations: JSON.parse(
      readFileSync(`extensions/after-purchase/locales/${file}.json`, "utf8"),
    ) as unknown,
  };
}

function metafield(store: Devstore["store"], type: string, ownerId: string, key: string) {
  const found = readMetafield(store, ownerId, { namespace: "$app:tandem", key });
  if (!found) return [];
  return [
    {
      target: { type, id: ownerId },
      metafield: {
        namespace: "$app:tandem",
        key,
        value: found.value,
        valueType: "json_string",
        type: "json",
      },
    },
  ];
}
