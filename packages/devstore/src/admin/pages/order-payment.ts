import express from "express";
import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { formatMoney, parseDecimal } from "@tandem/storefront-kit/money/decimal";

import { mayBeDeleted, refundAmount, removeCustomer } from "../../checkout/order-changes.ts";
import {
  financialStatus,
  leftToPayBack,
  markAsPaid,
  payPart,
  voidPayment,
} from "../../checkout/payment.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import type { Order } from "../../state/types.ts";
import { deletedOrderPayload, orderPayload, refundPayload } from "../../webhooks/payloads.ts";
import { refuse } from "../refuse.ts";

/** What takes the amount that is typed. */
const AMOUNTS = ["refund-amount", "pay-part"];
const WAITING = ["PENDING", "AUTHORIZED", "PARTIALLY_PAID"];

/** What can be done with an order's payment, its customer and the order itself, as in Shopify's admin. */
export function paymentActions(order: Order): Html {
  const status = financialStatus(order);
  const action = `/admin/orders/${order.id.split("/").at(-1)}/payment`;
  return html`<form method="post" action="${action}">
      <button name="do" value="pay" ${WAITING.includes(status) ? "" : "disabled"}>
        ${status === "AUTHORIZED" ? "Capture payment" : "Mark as paid"}
      </button>
      <button
        name="do"
        value="void"
        class="critical"
        ${status === "PENDING" || status === "AUTHORIZED" ? "" : "disabled"}
      >
        Void payment
      </button>
      <button name="do" value="remove-customer" ${order.customerId === null ? "disabled" : ""}>
        Remove customer
      </button>
      <button
        name="do"
        value="delete"
        class="critical"
        ${mayBeDeleted(order) ? "" : "disabled"}
      >
        Delete order
      </button>
      <label>Amount <input name="amount" inputmode="decimal" size="8" /></label>
      <button name="do" value="refund-amount">Pay an amount back</button>
      <button name="do" value="pay-part" ${status === "PENDING" ? "" : "disabled"}>
        Record part payment
      </button>
    </form>`;
}

/** Does it, and tells the app. */
export function orderPaymentAdmin(devstore: Devstore): express.Router {
  const { store, webhooks, now } = devstore;
  const router = express.Router();
  const currency = () => store.shop.currencyCode;
  const tell = (order: Order) => webhooks.emit("orders/updated", orderPayload(order, currency()));

  router.post(
    "/admin/orders/:number/payment",
    express.urlencoded({ extended: false }),
    (request, response, next) => {
      const order = store.orders.get(`gid://shopify/Order/${request.params.number}`);
      if (!order) return next();
      const { do: what = "", amount = "" } = request.body as Record<string, string>;
      const back = `/admin/orders/${request.params.number}`;
      const title = `Couldn’t change #${order.number}`;
      const say = (text: string) => refuse(devstore, response, { status: 422, title, text, back });
      if (what === "delete") {
        if (!mayBeDeleted(order))
          return say(
            "This order can’t be deleted. Shopify deletes orders that are canceled, or that no payment provider has a record of.",
          );
        store.orders.remove(order.id);
        webhooks.emit("orders/delete", deletedOrderPayload(order));
        return response.redirect(303, "/admin/orders");
      }
      const amountMinor = parseDecimal(amount, currencyExponent(currency())) ?? 0;
      if (AMOUNTS.includes(what) && amountMinor === 0) return say("Enter an amount, such as 5.00.");
      if (what === "refund-amount") {
        const changed = refundAmount(store, order, amountMinor, now());
        if (!changed) {
          const left = formatMoney(leftToPayBack(order), currency(), "en");
          return say(`Enter ${left} or less: that is what was received and not paid back yet.`);
        }
        webhooks.emit("refunds/create", refundPayload(changed.refund, changed.order, currency()));
        tell(changed.order);
        return response.redirect(303, back);
      }
      const ways = new Map([
        ["pay", () => markAsPaid(store, order, now())],
        ["pay-part", () => payPart(store, order, amountMinor, now())],
        ["void", () => voidPayment(store, order, now())],
        ["remove-customer", () => removeCustomer(store, order, now())],
      ]);
      const changed = ways.get(what)?.();
      if (!changed)
        return say(
          `This can’t be done with the order as it is. Its payment is ${financialStatus(order).toLowerCase().replace("_", " ")}.`,
        );
      tell(changed);
      response.redirect(303, back);
    },
  );
  return router;
}
