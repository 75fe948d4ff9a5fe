import express from "express";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { cancelOrder, refundableUnits, refundLines } from "../../checkout/change-order.ts";
import { financialStatus } from "../../checkout/payment.ts";
import { currentTotals, lineTotalMinor, standingUnits } from "../../checkout/order-totals.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { Order, Refund } from "../../state/types.ts";
import { disputePayload, orderPayload, refundPayload } from "../../webhooks/payloads.ts";
import { refuse } from "../refuse.ts";
import { adminShell } from "../shell.ts";
import { fulfillmentAdmin, fulfillmentCard } from "./fulfillments.ts";
import { orderPaymentAdmin, paymentActions } from "./order-payment.ts";

const ROWS = 50;

/** Orders: the list, one order, its refunds and its cancellation. */
export function orderAdmin(devstore: Devstore): express.Router {
  const { store, webhooks, now } = devstore;
  const router = express.Router();
  router.use(orderPaymentAdmin(devstore));
  router.use(fulfillmentAdmin(devstore));
  const money = (minor: number) => formatMoney(minor, store.shop.currencyCode, "en");
  const find = (number: string) => store.orders.get(`gid://shopify/Order/${number}`);

  router.get("/admin/orders", (request, response) => {
    const newest = store.orders
      .all()
      .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      .slice(0, ROWS);
    const content = html`<h1>Orders</h1>
      <p class="muted">${store.orders.size} in all; the newest ${ROWS}.</p>
      <div class="card">
        <table>
          <thead>
            <tr>
              <th>Order</th>
              <th>Date</th>
              <th>Customer</th>
              <th>Discounts</th>
              <th class="number">Total</th>
              <th>Status</th>
            </tr>
          </thead>
          <tbody>
            ${newest.map(
              (order) =>
                html`<tr>
                  <td>
                    <a href="/admin/orders/${order.id.split("/").at(-1)}">#${order.number}</a>
                  </td>
                  <td>${order.createdAt.slice(0, 16).replace("T", " ")}</td>
                  <td>${order.email}</td>
                  <td>${order.discountApplications.map((one) => one.title).join(", ")}</td>
                  <td class="number">${money(currentTotals(order).totalMinor)}</td>
                  <td>${status(order)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    response.send(adminShell(devstore, { title: "Orders", path: request.path }, content).text);
  });

  router.get("/admin/orders/:number", (request, response, next) => {
    const order = find(request.params.number);
    if (!order) return next();
    const totals = currentTotals(order);
    const metafields = store.metafields.all().filter((one) => one.ownerId === order.id);
    const content = html`<h1>#${order.number} ${status(order)}</h1>
      <form method="post" action="/admin/orders/${request.params.number}/refund" class="card">
        <table>
          <thead>
            <tr>
              <th>Line</th>
              <th class="number">Each</th>
              <th class="number">Paid</th>
              <th>Refund</th>
            </tr>
          </thead>
          <tbody>
            ${order.lines.map(
              (line) =>
                html`<tr>
                  <td>
                    ${standingUnits(line)} × ${line.title}
                    <span class="muted">${line.variantTitle}</span>
                    ${line.allocations.map((one) => html`<br /><span class="badge badge--good">${order.discountApplications[one.application]!.title} −${money(one.amountMinor)}</span>`)}
                  </td>
                  <td class="number">${money(line.unitPriceMinor)}</td>
                  <td class="number">${money(lineTotalMinor(line))}</td>
                  <td>
                    <input
                      type="number"
                      min="0"
                      max="${refundableUnits(order, line.id)}"
                      name="units[${line.id}]"
                      value="0"
                      aria-label="Units of ${line.title} to refund"
                    />
                    of ${refundableUnits(order, line.id)}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
        <p class="row">
          <span
            >Subtotal ${money(totals.subtotalMinor)} · Refunded ${money(totals.refundedMinor)} ·
            Total ${money(totals.totalMinor)}</span
          >
          <button class="primary" ${order.cancelledAt ? "disabled" : ""}>Refund</button>
        </p>
      </form>
      <form method="post" action="/admin/orders/${request.params.number}/cancel">
        <button class="critical" ${order.cancelledAt ? "disabled" : ""}>Cancel order</button>
      </form>
      ${paymentActions(order)} ${fulfillmentCard(order, now())}
      <form method="post" action="/admin/orders/${request.params.number}/chargeback">
        <button class="critical">Lose a chargeback</button>
      </form>
      <div class="card">
        <h2>Metafields</h2>
        ${metafields.length === 0 && html`<p class="muted">None.</p>`}
        <ul>
          ${metafields.map((one) => html`<li>${one.namespace}.${one.key}</li>`)}
        </ul>
      </div>`;
    response.send(
      adminShell(devstore, { title: `#${order.number}`, path: request.path }, content).text,
    );
  });

  const announce = (order: Order, refund: Refund) => {
    webhooks.emit("refunds/create", refundPayload(refund, order, store.shop.currencyCode));
    webhooks.emit("orders/updated", orderPayload(order, store.shop.currencyCode));
  };

  router.post(
    "/admin/orders/:number/refund",
    express.urlencoded({ extended: true }),
    (request, response, next) => {
      const order = find(request.params.number);
      if (!order) return next();
      const asked = Object.entries(
        (request.body as { units?: Record<string, string> }).units ?? {},
      ).map(([id, units]) => [id, Number(units)] as const);
      if (!asked.some(([, units]) => units > 0))
        return refuse(devstore, response, {
          status: 422,
          title: `Couldn’t refund #${order.number}`,
          text: "Enter how many units of a line to refund.",
          back: `/admin/orders/${request.params.number}`,
        });
      const changed = refundLines(store, order, new Map(asked), now());
      announce(changed.order, changed.refund);
      response.redirect(303, `/admin/orders/${request.params.number}`);
    },
  );

  router.post("/admin/orders/:number/cancel", (request, response, next) => {
    const order = find(request.params.number);
    if (!order) return next();
    const changed = cancelOrder(store, order, now());
    announce(changed.order, changed.refund);
    webhooks.emit("orders/cancelled", orderPayload(changed.order, store.shop.currencyCode));
    response.redirect(303, `/admin/orders/${request.params.number}`);
  });
  /** The buyer's bank takes the money back, and keeps it. */
  router.post("/admin/orders/:number/chargeback", (request, response, next) => {
    const order = find(request.params.number);
    if (!order) return next();
    const id = store.nextId("ShopifyPaymentsDispute");
    const dispute = (state: string) => disputePayload(id, order, store.shop.currencyCode, state);
    webhooks.emit("disputes/create", dispute("needs_response"));
    webhooks.emit("disputes/update", dispute("lost"));
    response.redirect(303, `/admin/orders/${request.params.number}`);
  });
  return router;
}

/** As Shopify's admin names it: "PARTIALLY_PAID" is "Partially paid". */
function status(order: Order) {
  if (order.cancelledAt) return html`<span class="badge badge--bad">Cancelled</span>`;
  const code = financialStatus(order);
  const words = code.charAt(0) + code.slice(1).toLowerCase().replace("_", " ");
  const tone = code === "PAID" ? "badge--good" : code === "VOIDED" ? "badge--bad" : "";
  return html`<span class="badge ${tone}">${words}</span>${order.payment === "bogus" && html` <span class="badge">Test order</span>`}`;
}
