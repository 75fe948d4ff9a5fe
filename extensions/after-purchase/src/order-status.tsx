/** @jsxImportSource preact */
import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";

import { AfterPurchase } from "./AfterPurchase.tsx";
import { mostSuggestions } from "./page.ts";

/** What Shopify gives the extension on this page. */
declare const shopify: Api;

/** On the order status page. */
export default function orderStatus(): void {
  render(<OrderStatus />, document.body);
}

function OrderStatus() {
  const { order, lines, appMetafields, settings, localization, shop, i18n } = shopify;
  if (!order.value) return null;
  return (
    <AfterPurchase
      page={{
        surface: "order-status",
        orderId: order.value.id,
        productIds: lines.value.map((line) => line.merchandise.product.id),
        metafields: appMetafields.value,
        language: localization.language.value.isoCode,
        storefrontUrl: shop.storefrontUrl ?? `https://${shop.myshopifyDomain}`,
        mostSuggestions: mostSuggestions(settings.value["most_suggestions"]),
        translate: (key, words) => i18n.translate(key, words),
        formatNumber: (value) => i18n.formatNumber(value),
        formatDate: (date) => i18n.formatDate(date, { dateStyle: "medium" }),
        query: (query, options) => shopify.query(query, options),
        sessionToken: () => shopify.sessionToken.get(),
      }}
    />
  );
}
