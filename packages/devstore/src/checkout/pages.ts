import express from "express";
import type { Request, Response } from "express";
import { formatMoney, toDecimal } from "@tandem/storefront-kit/money/decimal";

import { addToCart, CartError, createCart } from "../cart/cart.ts";
import { offOrder } from "../cart/present-cart.ts";
import type { Devstore } from "../context.ts";
import { confirmOrder } from "../mailbox/order-confirmation.ts";
import { placeExtension } from "../extension-host/place-extension.ts";
import { html } from "../html.ts";
import { COUNTRIES, DEFAULT_COUNTRY, marketOfCart } from "../markets.ts";
import type { Html } from "../html.ts";
import { readItems } from "../storefront/ajax-cart.ts";
import { multipartFields } from "../storefront/form-body.ts";
import { localeOf, rootUrl, signedInCustomer, visitorCart } from "../storefront/request-cart.ts";
import { customerPayload, orderPayload, productPayload } from "../webhooks/payloads.ts";
import type { Cart, Order } from "../state/types.ts";
import { askExtension, hasPage, mayHavePage } from "../post-purchase/pages.ts";
import { findCode } from "./codes.ts";
import { currentTotals, lineTotalMinor, standingUnits } from "./order-totals.ts";
import { HOLD_MILLISECONDS } from "./hold.ts";
import { placeOrder } from "./place-order.ts";
import { inPresentment, presentmentCurrency } from "./presentment.ts";
import { priceCart } from "./price-cart.ts";
import type { PricedCart } from "./price-cart.ts";
import { checkoutShell } from "./shell.ts";
import { creditOf } from "./store-credit.ts";
import { readTip, tipOf } from "./tip.ts";
import { checkoutWords } from "./words.ts";

const PAYMENTS = [
  "card",
  "apple-pay",
  "installments",
  "gift-card",
  "manual",
  "card-later",
  "bogus",
] as const;
const DELIVERIES = ["shipping", "local", "pick-up"] as const;

/** What a form chose of some words; the first one where it chose none. */
function oneOf<Word extends string>(words: readonly Word[], chosen: string | undefined): Word {
  return words.find((word) => word === chosen) ?? words[0]!;
}

/** Checkout, thank-you and order-status pages: Shopify's own, outside the theme. */
export function checkoutPages(devstore: Devstore): express.Router {
  const { store, functionSchemas, now, webhooks } = devstore;
  const router = express.Router();
  router.use(express.urlencoded({ extended: true }), multipartFields);

  const cartOf = (request: Request): Cart => {
    const express = store.carts.get(String(request.query["cart"] ?? ""));
    return express ?? visitorCart(devstore, request);
  };

  router.get("/checkout", async (request, response) => {
    const cart = cartOf(request);
    if (cart.lines.length === 0) return response.redirect(`${rootUrl(request)}cart`);
    await showCheckout(request, response, cart);
  });

  const showCheckout = async (request: Request, response: Response, cart: Cart, error = "") => {
    const priced = await priceCart(store, functionSchemas, cart, now());
    const customer = signedInCustomer(devstore, request);
    const extension = await askExtension(devstore, request, cart, priced);
    response
      .status(error ? 422 : 200)
      .send(checkoutPage(devstore, request, cart, priced, customer, error, extension).text);
  };

  router.post("/checkout", async (request, response) => {
    const cart = cartOf(request);
    const body = request.body as Record<string, string>;
    if (cart.lines.length === 0) return response.redirect(`${rootUrl(request)}cart`);
    if ("apply" in body) {
      const code = body["discount"] ?? "";
      const known = findCode(store, code);
      const changed = store.carts.put({ ...cart, discountCodes: known ? [known.code] : [] });
      return showCheckout(
        request,
        response,
        changed,
        code && !known ? checkoutWords(localeOf(request)).badCode : "",
      );
    }
    if ("tip" in body) {
      const { currencyCode } = marketOfCart(store, cart);
      const amountMinor = readTip(body["tip"] ?? "", currencyCode);
      if (amountMinor === null)
        return showCheckout(request, response, cart, checkoutWords(localeOf(request)).badTip);
      const changed = store.carts.put({ ...cart, tip: { amountMinor, currencyCode } });
      return showCheckout(request, response, changed);
    }
    const email = (body["email"] ?? "").trim();
    if (!/^\S+@\S+\.\S+$/.test(email))
      return showCheckout(request, response, cart, checkoutWords(localeOf(request)).needEmail);
    const priced = await priceCart(store, functionSchemas, cart, now());
    const buyer = {
      email,
      firstName: body["first_name"] ?? "",
      lastName: body["last_name"] ?? "",
      country: body["country"] ?? "DE",
      address: {
        address1: (body["address1"] ?? "").trim(),
        zip: (body["zip"] ?? "").trim(),
      },
      wantsNews: "news" in body,
      payment: oneOf(PAYMENTS, body["payment"]),
      delivery: oneOf(DELIVERIES, body["delivery"]),
      ...(body["billing_last_name"] && {
        chargedTo: {
          firstName: body["billing_first_name"] ?? "",
          lastName: body["billing_last_name"],
        },
      }),
    };
    const known = store.customers.size;
    const placed = placeOrder(store, cart, priced, buyer, now());
    const isOffered = "post_purchase" in body && hasPage(devstore) && mayHavePage(placed);
    const heldUntil = new Date(now().getTime() + HOLD_MILLISECONDS).toISOString();
    const order = isOffered ? store.orders.put({ ...placed, heldUntil }) : placed;
    if (store.customers.size > known)
      webhooks.emit(
        "customers/create",
        customerPayload(store.customers.require(order.customerId!)),
      );
    webhooks.emit("orders/create", orderPayload(order, store.shop.currencyCode));
    for (const productId of new Set(order.lines.map((line) => line.productId))) {
      webhooks.emit("products/update", productPayload(store.products.require(productId)));
    }
    confirmOrder(devstore, order, orderSummary(devstore, order));
    const next = isOffered
      ? `checkouts/${order.checkoutToken}/post-purchase`
      : `orders/${order.token}?thanks=1`;
    response.redirect(303, `${rootUrl(request)}${next}`);
  });

  // The express path: one product, straight to checkout, past the cart.
  router.post("/checkout/buy-now", (request, response) => {
    try {
      const cart = addToCart(
        store,
        createCart(store, localeOf(request), now()),
        readItems(request.body as Record<string, unknown>),
        now(),
      );
      response.redirect(303, `${rootUrl(request)}checkout?cart=${cart.id}`);
    } catch (failure) {
      if (!(failure instanceof CartError)) throw failure;
      response.redirect(
        303,
        `${rootUrl(request)}cart?error=${encodeURIComponent(failure.message)}`,
      );
    }
  });

  router.get("/orders/:token", (request, response, next) => {
    const order = store.orders.find((one) => one.token === request.params.token);
    if (!order) return next();
    const words = checkoutWords(localeOf(request));
    const isThanks = "thanks" in request.query;
    const heading = isThanks ? words.thanks : words.order;
    const target = isThanks
      ? "purchase.thank-you.block.render"
      : "customer-account.order-status.block.render";
    const content = html`<main class="thanks">
      <p class="muted">#${order.number}</p>
      <h1>${heading}</h1>
      ${order.cancelledAt && html`<p class="alert">${words.cancelled}</p>`}
      ${orderSummary(devstore, order)}
      ${placeExtension(devstore, order, target, localeOf(request))}
      <p><a class="button" href="${rootUrl(request)}">${words.continue}</a></p>
    </main>`;
    response.send(checkoutShell(devstore, request, heading, content).text);
  });
  return router;
}

function orderSummary({ store }: Devstore, placed: Order): Html {
  const currencyCode = presentmentCurrency(placed, store.shop.currencyCode);
  const order = inPresentment(placed, store.shop.currencyCode);
  const totals = currentTotals(order);
  const words = checkoutWords(order.locale);
  const titleOf = ({ application }: { application: number }) =>
    order.discountApplications[application]!.title;
  const amount = (minor: number) => formatMoney(minor, currencyCode, order.locale);
  return html`<table class="summary">
    ${order.lines
      .filter((line) => standingUnits(line) > 0)
      .map(
        (line) =>
          html`<tr>
          <td>
            ${standingUnits(line)} ×
            ${line.title}${line.variantTitle && html` <span class="muted">${line.variantTitle}</span>`}
            ${line.allocations.map((one) => html`<br /><span class="tag">${titleOf(one)} (−${amount(one.amountMinor)})</span>`)}
          </td>
          <td>${amount(lineTotalMinor(line))}</td>
        </tr>`,
      )}
    ${
      totals.discountMinor > 0 &&
      html`<tr>
        <td>${words.saved}</td>
        <td data-saved>−${amount(totals.discountMinor)}</td>
      </tr>`
    }
    ${
      order.tip &&
      html`<tr>
        <td>${words.tip}</td>
        <td>${amount(order.tip.amountMinor)}</td>
      </tr>`
    }
    <tr>
      <td>${words.shipping}</td>
      <td>
        ${shippingPrice(order.shippingMinor, totals.shippingMinor, amount)}
        ${(order.shippingAllocations ?? []).map((one) => html`<br /><span class="tag">${titleOf(one)}</span>`)}
      </td>
    </tr>
    <tr class="sum">
      <td>${words.total}</td>
      <td data-total>${amount(totals.totalMinor)}</td>
    </tr>
    ${
      order.creditMinor !== undefined &&
      html`<tr>
        <td>${words.credit}</td>
        <td data-credit>−${amount(order.creditMinor)}</td>
      </tr>`
    }
    ${
      totals.refundedMinor > 0 &&
      html`<tr>
        <td>${words.refunded}</td>
        <td>−${amount(totals.refundedMinor)}</td>
      </tr>`
    }
  </table>`;
}

function shippingPrice(
  fullMinor: number,
  finalMinor: number,
  amount: (minor: number) => string,
): Html {
  return html`${finalMinor < fullMinor && html`<s class="muted">${amount(fullMinor)}</s> `}${amount(finalMinor)}`;
}

function checkoutPage(
  devstore: Devstore,
  request: Request,
  cart: Cart,
  priced: PricedCart,
  customer: { email: string; firstName: string; lastName: string } | null,
  error: string,
  extension: Html | null,
): Html {
  const { store } = devstore;
  const words = checkoutWords(localeOf(request));
  const { currencyCode } = priced.market;
  const amount = (minor: number) => formatMoney(minor, currencyCode, localeOf(request));
  const tipMinor = tipOf(cart, priced.market);
  const totalMinor = priced.subtotalMinor + priced.shipping.finalMinor + tipMinor;
  const isForeign = currencyCode !== store.shop.currencyCode;
  const creditMinor = isForeign ? 0 : Math.min(totalMinor, creditOf(store, cart.customerId));
  const content = html`<main class="checkout">
    <form method="post" class="checkout__form">
      <h1>${words.checkout}</h1>
      ${error && html`<p class="alert" role="alert">${error}</p>`}
      <label
        >${words.email}<input
          name="email"
          type="email"
          autocomplete="email"
          value="${customer?.email ?? ""}"
      /></label>
      <label class="check"
        ><input type="checkbox" name="news" value="1" /> <span>${words.news}</span></label
      >
      <div class="two">
        <label
          >${words.firstName}<input
            name="first_name"
            autocomplete="given-name"
            value="${customer?.firstName ?? ""}"
        /></label>
        <label
          >${words.lastName}<input
            name="last_name"
            autocomplete="family-name"
            value="${customer?.lastName ?? ""}"
        /></label>
      </div>
      <div class="two">
        <label
          >${words.address}<input name="address1" autocomplete="street-address"
        /></label>
        <label>${words.zip}<input name="zip" autocomplete="postal-code" /></label>
      </div>
      <label
        >${words.country}<select name="country">
          ${COUNTRIES.map((code) => html`<option value="${code}" ${code === (cart.countryCode ?? DEFAULT_COUNTRY) ? "selected" : ""}>${new Intl.DisplayNames(localeOf(request), { type: "region" }).of(code)}</option>`)}
        </select></label
      >
      <div class="two">
        <label
          >${words.payerFirstName}<input name="billing_first_name" autocomplete="billing given-name"
        /></label>
        <label
          >${words.payerLastName}<input name="billing_last_name" autocomplete="billing family-name"
        /></label>
      </div>
      <div class="two">
        <label
          >${words.delivery}<select name="delivery">
            <option value="shipping">${words.shipping}</option>
            <option value="local">${words.localDelivery}</option>
            <option value="pick-up">${words.pickUp}</option>
          </select></label
        >
        <label
          >${words.payment}<select name="payment">
            <option value="card">${words.card}</option>
            <option value="apple-pay">Apple Pay</option>
            <option value="installments">${words.installments}</option>
            <option value="gift-card">${words.giftCard}</option>
            <option value="manual">${words.cashOnDelivery}</option>
            <option value="card-later">${words.cardLater}</option>
            <option value="bogus">(for testing) Bogus Gateway</option>
          </select></label
        >
      </div>
      <p class="muted">${words.demoPayment}</p>
      <button class="button" type="submit" name="pay" value="1">
        ${words.pay} ${amount(totalMinor - creditMinor)}
      </button>
    </form>
    <aside class="checkout__summary" aria-label="${words.summary}">
      <ul>
        ${priced.lines.map((own) => {
          const { shown } = own;
          const { product, variant } = store.variant(shown.variantId)!;
          return html`<li>
            <img src="/cdn/products/${product.handle}.svg" width="56" height="56" alt="" /><span
              >${shown.quantity} ×
              ${shown.title ?? product.title}${variant.title !== "Default Title" && html` <span class="muted">${variant.title}</span>`}
              ${(shown.components ?? []).map((one) => html`<br /><span class="muted">${one.units * shown.quantity} × ${store.variant(one.variantId)!.product.title}</span>`)}
              ${own.allocations.filter((one) => one.discountClass === "PRODUCT").map((one) => html`<br /><span class="tag">${one.title} (−${amount(one.amountMinor)})</span>`)}</span
            ><span
              >${own.finalMinor < own.listMinor && html`<s class="muted">${amount(own.listMinor)}</s> `}${amount(own.finalMinor)}</span
            >
          </li>`;
        })}
      </ul>
      <form method="post" class="code">
        <label>${words.code}<input name="discount" value="${cart.discountCodes[0] ?? ""}" /></label
        ><button class="button button--plain" name="apply" value="1">${words.apply}</button>
      </form>
      <form method="post" class="code">
        <label
          >${words.tip}<input
            name="tip"
            inputmode="decimal"
            autocomplete="off"
            value="${tipMinor > 0 ? toDecimal(tipMinor, currencyCode) : ""}"
            placeholder="${toDecimal(0, currencyCode)}" /></label
        ><button class="button button--plain">${words.addTip}</button>
      </form>
      <table class="summary">
        ${offOrder(priced).map(
          (one) =>
            html`<tr>
              <td><span class="tag">${one.title}</span></td>
              <td>−${amount(one.amountMinor)}</td>
            </tr>`,
        )}
        <tr>
          <td>${words.subtotal}</td>
          <td data-subtotal>${amount(priced.subtotalMinor)}</td>
        </tr>
        ${
          priced.discountMinor > 0 &&
          html`<tr>
            <td>${words.saved}</td>
            <td data-saved>−${amount(priced.discountMinor)}</td>
          </tr>`
        }
        <tr>
          <td>${words.shipping}</td>
          <td data-shipping>
            ${shippingPrice(priced.shipping.listMinor, priced.shipping.finalMinor, amount)}
            ${priced.shipping.allocations.map((one) => html`<br /><span class="tag">${one.title}</span>`)}
          </td>
        </tr>
        ${
          tipMinor > 0 &&
          html`<tr>
            <td>${words.tip}</td>
            <td data-tip>${amount(tipMinor)}</td>
          </tr>`
        }
        <tr class="sum">
          <td>${words.total}</td>
          <td data-total>${amount(totalMinor)}</td>
        </tr>
        ${
          creditMinor > 0 &&
          html`<tr>
            <td>${words.credit}</td>
            <td data-credit>−${amount(creditMinor)}</td>
          </tr>`
        }
      </table>
    </aside>
    ${extension}
  </main>`;
  return checkoutShell(devstore, request, words.checkout, content);
}
