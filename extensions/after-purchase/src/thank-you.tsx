/** @jsxImportSource preact */
import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/purchase.thank-you.block.render";
import { render } from "preact";

import { AfterPurchase } from "./AfterPurchase.tsx";
import { mostSuggestions } from "./page.ts";

/** What Shopify gives the extension on this page. */
declare const shopify: Api;

/** On the thank-you page. */
export default function thankYou(): void {
  render(<ThankYou />, document.body);
}

function ThankYou() {
  const { orderConfirmation, lines, appMetafields, settings, localization, shop, i18n } = shopify;
  return (
    <AfterPurchase
      page={{
        surface: "thank-you",
        orderId: orderConfirmation.value.order.id,
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
