/** @jsxImportSource preact */
import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/purchase.thank-you.block.render";
import { render } from "preact";

import { AfterPurchase } from "./AfterPurchase.tsx";
import { pageOf } from "./page.ts";

/** What Shopify gives the extension on this page. */
declare const shopify: Api;

/** On the thank-you page. */
export default function thankYou(): void {
  render(<ThankYou />, document.body);
}

function ThankYou() {
  return (
    <AfterPurchase page={pageOf(shopify, "thank-you", shopify.orderConfirmation.value.order.id)} />
  );
}
