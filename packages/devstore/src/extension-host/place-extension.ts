import { standingUnits } from "../checkout/order-totals.ts";
import type { Devstore } from "../context.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { SHOP_ID } from "../state/store.ts";
import type { Order } from "../state/types.ts";
import type { PageContext } from "./page-context.ts";
import { askedMetafields, readTranslations } from "./ui-extension.ts";

type Target = "purchase.thank-you.block.render" | "customer-account.order-status.block.render";

/** Where our extension stands on a page, as a merchant has placed it in Shopify's editor; nothing without the app. */
export function placeExtension(
  devstore: Devstore,
  order: Order,
  target: Target,
  language: string,
): Html | null {
  const { checkoutUi } = devstore.configuration.extensions;
  if (checkoutUi === null || !devstore.store.shop.isInstalled) return null;
  const context = contextOf(devstore, checkoutUi, order, target, language);
  return html`<div class="extension" data-extension="${JSON.stringify(context)}"></div>
    <script type="module" src="/stand-in/extension-host/host.js"></script>`;
}

function contextOf(
  { store, storeUrl }: Devstore,
  folder: string,
  order: Order,
  target: Target,
  language: string,
): PageContext {
  const { shop } = store;
  const standing = order.lines.filter((line) => standingUnits(line) > 0);
  const products = [...new Set(standing.map((line) => line.productId))];
  return {
    target,
    scriptUrl: `${storeUrl}/stand-in/extensions/checkout-ui.js`,
    orderId: order.id,
    orderNumber: String(order.number),
    orderToken: order.token,
    checkoutToken: order.checkoutToken,
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
      ...products.flatMap((id) => metafieldsOf(store, folder, "product", id)),
      ...metafieldsOf(store, folder, "shop", SHOP_ID),
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
    translations: readTranslations(folder, language),
  };
}

function metafieldsOf(store: Devstore["store"], folder: string, type: string, ownerId: string) {
  return askedMetafields(store, folder, ownerId).map((metafield) => ({
    target: { type, id: ownerId },
    metafield,
  }));
}
