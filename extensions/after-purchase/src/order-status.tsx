/** @jsxImportSource preact */
import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";

import { AfterPurchase } from "./AfterPurchase.tsx";
import { pageOf } from "./page.ts";

/** What Shopify gives the extension on this page. */
declare const shopify: Api;

/** On the order status page. */
export default function orderStatus(): void {
  render(<OrderStatus />, document.body);
}

function OrderStatus() {
  const order = shopify.order.value;
  if (!order) return null;
  return <AfterPurchase page={pageOf(shopify, "order-status", order.id)} />;
}
