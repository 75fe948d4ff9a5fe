import express from "express";
import { toMinor } from "@tandem/storefront-kit/money/decimal";

import { mayBeDeleted, refundAmount, removeCustomer } from "../../checkout/order-changes.ts";
import { financialStatus, markAsPaid, payPart, voidPayment } from "../../checkout/payment.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import type { Order } from "../../state/types.ts";
import { deletedOrderPayload, orderPayload, refundPayload } from "../../webhooks/payloads.ts";

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
export function orderPaymentAdmin({ store, webhooks, now }: Devstore): express.Router {
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
      const page = `/admin/orders/${request.params.number}`;
      if (what === "delete") {
        if (!mayBeDeleted(order)) return response.status(422).send("It cannot be deleted.");
        store.orders.remove(order.id);
        webhooks.emit("orders/delete", deletedOrderPayload(order));
        return response.redirect(303, "/admin/orders");
      }
      const isAmount = /^\d{1,9}([.]\d{1,2})?$/.test(amount);
      const amountMinor = isAmount ? toMinor(amount, currency()) : 0;
      if (what === "refund-amount") {
        const changed = refundAmount(store, order, amountMinor, now());
        if (!changed) return response.status(422).send("So much was not received.");
        webhooks.emit("refunds/create", refundPayload(changed.refund, changed.order, currency()));
        tell(changed.order);
        return response.redirect(303, page);
      }
      const ways = new Map([
        ["pay", () => markAsPaid(store, order, now())],
        ["pay-part", () => payPart(store, order, amountMinor, now())],
        ["void", () => voidPayment(store, order, now())],
        ["remove-customer", () => removeCustomer(store, order, now())],
      ]);
      const changed = ways.get(what)?.();
      if (!changed) return response.status(422).send("It cannot be done with this order.");
      tell(changed);
      response.redirect(303, page);
    },
  );
  return router;
}
