import express from "express";
import type { Request } from "express";

import { isHeld } from "../checkout/hold.ts";
import { checkoutShell } from "../checkout/shell.ts";
import { currentTotals, lineTotalMinor } from "../checkout/order-totals.ts";
import type { PricedCart } from "../checkout/price-cart.ts";
import { checkoutWords } from "../checkout/words.ts";
import type { Devstore } from "../context.ts";
import { inPresentment } from "../checkout/presentment.ts";
import { marketOf, marketPayingIn } from "../markets.ts";
import { ownFolder } from "../define-devstore.ts";
import { readBundle } from "../extension-host/ui-extension.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { localeOf, rootUrl } from "../storefront/request-cart.ts";
import type { Cart, Order } from "../state/types.ts";
import { apply, calculate } from "./changesets.ts";
import { inputDataOf } from "./input-data.ts";
import type { TestPurchase } from "./input-data.ts";
import type { PostPurchaseContext } from "./page-context.ts";

/** Whether the merchant has chosen the app for the post-purchase page, as in Shopify's checkout settings. */
export function hasPage({ configuration, store }: Devstore): boolean {
  if (configuration.extensions.postPurchase === null) return false;
  return store.shop.isInstalled && store.shop.hasPostPurchasePage === true;
}

/** The smallest total that has a page, in minor units (shopify.dev: 0.50). */
const MINIMUM_MINOR = 50;

/** Whether Shopify shows the page for an order, as far as the stand-in knows its rules. */
export function mayHavePage(order: Order): boolean {
  const { payment, delivery, creditMinor } = order;
  return (
    payment === "card" &&
    delivery === "shipping" &&
    creditMinor === undefined &&
    currentTotals(order).totalMinor >= MINIMUM_MINOR
  );
}

/** On the payment page, out of sight: asks the extension whether it will have something to show. */
export async function askExtension(
  devstore: Devstore,
  request: Request,
  cart: Cart,
  priced: PricedCart,
): Promise<Html | null> {
  if (!hasPage(devstore)) return null;
  return hostOf(devstore, "before-payment", {
    referenceId: cart.id,
    customerId: cart.customerId,
    country: cart.countryCode ?? "DE",
    locale: localeOf(request),
    market: priced.market,
    totalMinor: priced.subtotalMinor + priced.shipping.finalMinor,
    lines: priced.lines.map(({ shown, finalMinor }) => ({
      variantId: shown.variantId,
      quantity: shown.quantity,
      totalMinor: finalMinor,
    })),
  });
}

/** The page between payment and thank-you page, with what it asks of the store. */
export function postPurchasePages(devstore: Devstore): express.Router {
  const { store, now } = devstore;
  const router = express.Router();
  router.use(
    "/stand-in/post-purchase-host",
    express.static(ownFolder("../dist/browser/post-purchase")),
  );
  router.get("/stand-in/extensions/post-purchase.js", (_request, response, next) => {
    const { postPurchase } = devstore.configuration.extensions;
    if (postPurchase === null) return next();
    response.type("js").send(readBundle(postPurchase));
  });
  const find = (token: string) => store.orders.find((one) => one.checkoutToken === token);

  router.get("/checkouts/:token/post-purchase", async (request, response, next) => {
    const order = find(request.params.token);
    if (!order) return next();
    const thanks = thanksUrl(request, order);
    if (!isHeld(order, now())) return response.redirect(303, thanks);
    const words = checkoutWords(localeOf(request));
    const extension = await hostOf(devstore, "page", purchaseOf(devstore, order));
    const content = html`<main class="post-purchase">
      <form method="post" action="${rootUrl(request)}checkouts/${request.params.token}/leave">
        <p class="muted">
          #${order.number} · ${words.paid} <button class="button--bare">${words.toOrder}</button>
        </p>
      </form>
      ${extension}
    </main>`;
    response.send(checkoutShell(devstore, request, words.order, content).text);
  });

  router.use("/checkouts", express.json());
  router.post("/checkouts/:token/calculate", (request, response, next) => {
    const order = find(request.params.token);
    if (!order) return next();
    const { changeset } = request.body as { changeset: { changes?: unknown } };
    response.json(calculate(devstore, order, changeset));
  });

  router.post("/checkouts/:token/apply", async (request, response, next) => {
    const order = find(request.params.token);
    if (!order) return next();
    const { changeset } = request.body as { changeset: string };
    response.json(await apply(devstore, order, changeset));
  });

  router.post(["/checkouts/:token/done", "/checkouts/:token/leave"], (request, response, next) => {
    const order = find(String(request.params["token"]));
    if (!order) return next();
    const { heldUntil: _over, ...released } = order;
    store.orders.put(released);
    const url = thanksUrl(request, order);
    if (request.path.endsWith("/leave")) response.redirect(303, url);
    else response.json({ url });
  });
  return router;
}

function thanksUrl(request: Request, order: Order): string {
  return `${rootUrl(request)}orders/${order.token}?thanks=1`;
}

function purchaseOf({ store }: Devstore, placed: Order): TestPurchase {
  const { currencyCode } = store.shop;
  const order = inPresentment(placed, currencyCode);
  return {
    referenceId: order.checkoutToken!,
    customerId: order.customerId,
    country: order.country,
    locale: order.locale,
    market: placed.presentment
      ? marketPayingIn(placed.presentment.currencyCode)
      : marketOf(store, undefined),
    totalMinor: currentTotals(order).totalMinor,
    lines: order.lines.map((line) => ({
      variantId: line.variantId,
      quantity: line.quantity,
      totalMinor: lineTotalMinor(line),
    })),
  };
}

async function hostOf(
  devstore: Devstore,
  stage: PostPurchaseContext["stage"],
  purchase: TestPurchase,
): Promise<Html> {
  const point =
    stage === "page" ? "Checkout::PostPurchase::Render" : "Checkout::PostPurchase::ShouldRender";
  const context: PostPurchaseContext = {
    stage,
    scriptUrl: `${devstore.storeUrl}/stand-in/extensions/post-purchase.js`,
    inputData: await inputDataOf(devstore, point, purchase),
  };
  return html`<div data-post-purchase="${JSON.stringify(context)}"></div>
    <script type="module" src="/stand-in/post-purchase-host/host.js"></script>`;
}
