import type { Market } from "../markets.ts";
import type { ShopState } from "../state/types.ts";

/**
 * Dynamic checkout: a theme's listeners of `submit` never hear of it, so it must not be sent by one (Dawn and Horizon take every
 * submit of the form for an add).
 */
const BUY_NOW = `document.addEventListener("click", (event) => {
  const form = event.target.closest(".shopify-payment-button__button")?.form;
  if (!form) return;
  const action = form.getAttribute("action");
  form.action = Shopify.routes.root + "checkout/buy-now";
  HTMLFormElement.prototype.submit.call(form);
  form.setAttribute("action", action);
});`;

export interface HeaderOptions {
  readonly shop: ShopState;
  readonly locale: string;
  readonly rootUrl: string;
  readonly countryCode: string;
  readonly market: Market;
  readonly themeName: string;
  /** Whether the page is of an unlisted product (shopify.dev, "Unlisted product status"). */
  readonly isUnlisted: boolean;
}

/**
 * What `content_for_header` puts into the head: `window.Shopify` as scripts of themes and apps read it, and the script of
 * the standard actions, which Shopify adds to every storefront (shopify.dev, "Standard storefront actions").
 */
export function contentForHeader({
  shop,
  locale,
  rootUrl,
  countryCode,
  market,
  themeName,
  isUnlisted,
}: HeaderOptions): string {
  const shopify = {
    shop: shop.domain,
    locale,
    currency: { active: market.currencyCode, rate: market.rate },
    country: countryCode,
    theme: { name: themeName, id: 1, schema_name: themeName, theme_store_id: null, role: "main" },
    cdnHost: "",
    routes: { root: rootUrl },
  };
  return `${isUnlisted ? '<meta name="robots" content="noindex, nofollow">' : ""}<script>window.Shopify = ${JSON.stringify(shopify).replaceAll("<", "\\u003c")};
Shopify.PaymentButton = { init() {} };
Shopify.loadFeatures = () => {};
${BUY_NOW}</script>
<style>.shopify-payment-button__button { width: 100%; border: 0; padding: 1em 2em; cursor: pointer; }</style>
<script type="module" src="/stand-in/standard-actions.js"></script>`;
}
