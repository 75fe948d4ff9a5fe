import express from "express";
import { globalId } from "@tandem/storefront-kit/ids";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { currentTotals } from "../../checkout/order-totals.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import { erasureDueAt } from "../../state/erasure.ts";
import { ordersOf } from "../../state/orders-of.ts";
import { numberOf } from "../../state/store.ts";
import type { Customer } from "../../state/types.ts";
import { dataRequestPayload } from "../../webhooks/privacy-payloads.ts";
import { sendDueErasures } from "../../webhooks/send-due-erasures.ts";
import { refuseUnknown } from "../refuse.ts";
import { adminShell } from "../shell.ts";

const DATE = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** A customer, their orders, and what privacy laws let them ask for (Admin API, customerRequestDataErasure). */
export function customerAdmin(devstore: Devstore): express.Router {
  const { store, webhooks, now } = devstore;
  const router = express.Router();
  const find = (number: string) => store.customers.get(globalId("Customer", number));

  // Nobody waits for ten days: the clock is moved, and the page looked at.
  router.use("/admin/customers", (_request, _response, next) => {
    sendDueErasures(devstore);
    next();
  });

  router.get("/admin/customers/:number", (request, response) => {
    const customer = find(request.params.number);
    if (!customer) return refuseUnknown(devstore, response);
    const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ") || "Customer";
    const orders = ordersOf(store, customer.id);
    const money = (minor: number) => formatMoney(minor, store.shop.currencyCode, "en");
    const content = html`<h1>${name}</h1>
      <div class="card">
        <p>${customer.email || "No email address"}${customer.phone && html`<br />${customer.phone}`}</p>
        ${orders.length === 0 && html`<p class="muted">No orders yet</p>`}
        <table>
          <tbody>
            ${orders.toReversed().map(
              (order) =>
                html`<tr>
                  <td><a href="/admin/orders/${numberOf(order.id)}">#${order.number}</a></td>
                  <td>${DATE.format(new Date(order.createdAt))}</td>
                  <td class="number">${money(currentTotals(order).totalMinor)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${privacyCard(customer)}
      <p><a href="/admin/customers">All customers</a></p>`;
    response.send(adminShell(devstore, { title: name, path: request.path }, content).text);
  });

  router.post(
    "/admin/customers/:number/privacy",
    express.urlencoded({ extended: false }),
    (request, response) => {
      const number = String(request.params["number"]);
      const customer = find(number);
      if (!customer) return refuseUnknown(devstore, response);
      const { erasureDueAt: _due, ...kept } = customer;
      const ways = new Map([
        [
          "request",
          () => {
            const requestId = store.nextId("DataRequest");
            const orders = ordersOf(store, customer.id);
            webhooks.emit(
              "customers/data_request",
              dataRequestPayload(store.shop, customer, orders, requestId),
            );
          },
        ],
        [
          "erase",
          () => {
            const due = erasureDueAt(store, customer.id, now());
            store.customers.put({ ...kept, erasureDueAt: due });
          },
        ],
        ["cancel", () => void store.customers.put(kept)],
      ]);
      const way = ways.get(String((request.body as Record<string, string>)["do"] ?? ""));
      if (!way) return refuseUnknown(devstore, response);
      way();
      response.redirect(303, `/admin/customers/${number}`);
    },
  );
  return router;
}

function privacyCard(customer: Customer) {
  const due = customer.erasureDueAt;
  return html`<form
    method="post"
    action="/admin/customers/${numberOf(customer.id)}/privacy"
    class="card"
  >
    <h2>Privacy</h2>
    ${
      due === undefined
        ? html`<p class="muted">
            Apps get a data request at once. They are told to erase a customer after 10 days, or 6
            months after the customer’s last order.
          </p>`
        : html`<p>Personal data will be erased on ${DATE.format(new Date(due))}.</p>`
    }
    <p class="row row--start">
      <button name="do" value="request">Request customer data</button>
      ${
        due === undefined
          ? html`<button name="do" value="erase" class="critical">Erase personal data</button>`
          : html`<button name="do" value="cancel">Cancel erasure</button>`
      }
    </p>
  </form>`;
}
