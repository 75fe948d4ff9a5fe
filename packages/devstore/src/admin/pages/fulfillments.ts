import express from "express";

import {
  changeFulfillment,
  fulfill,
  fulfillmentsOf,
  unfulfilledUnits,
} from "../../checkout/fulfillments.ts";
import { isHeld } from "../../checkout/hold.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { Html } from "../../html.ts";
import { numberOf } from "../../state/store.ts";
import { SHIPMENT_STATUSES } from "../../state/types.ts";
import type { Fulfillment, Order } from "../../state/types.ts";
import { fulfillmentPayload, orderPayload } from "../../webhooks/payloads.ts";

/** What is sent of an order, in one parcel or several, and what becomes of each. */
export function fulfillmentCard(order: Order, now: Date): Html {
  const number = String(numberOf(order.id));
  const isOnHold = isHeld(order, now);
  return html`<form method="post" action="/admin/orders/${number}/fulfil" class="card">
      <table>
        <tbody>
          ${order.lines
            .filter((line) => unfulfilledUnits(order, line) > 0)
            .map(
              (line) =>
                html`<tr>
                  <td>${line.title} <span class="muted">${line.variantTitle}</span></td>
                  <td>
                    <input
                      type="number"
                      min="0"
                      max="${unfulfilledUnits(order, line)}"
                      name="units[${line.id}]"
                      value="${unfulfilledUnits(order, line)}"
                      aria-label="Units of ${line.title} to send"
                    />
                    of ${unfulfilledUnits(order, line)}
                  </td>
                </tr>`,
            )}
        </tbody>
      </table>
      <button
        name="step"
        value="pick"
        ${order.fulfilledAt || order.isPicking || isOnHold ? "disabled" : ""}
      >
        Start picking
      </button>
      <button ${order.fulfilledAt || isOnHold ? "disabled" : ""}>Fulfil</button>
      ${isOnHold && html`<span class="muted">On hold: its buyer is on the post-purchase page.</span>`}
    </form>
    ${fulfillmentsOf(order).map((one, index) => parcel(number, one, index + 1))}
    <form method="post" action="/admin/orders/${number}/deliver">
      <button ${fulfillmentsOf(order).some(isUnderWay) ? "" : "disabled"}>Mark as delivered</button>
    </form>`;
}

function isUnderWay({ status, shipmentStatus }: Fulfillment): boolean {
  return status === "success" && shipmentStatus !== "delivered" && shipmentStatus !== "picked_up";
}

function parcel(number: string, { id, status, shipmentStatus, lines }: Fulfillment, index: number) {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return html`<form
    method="post"
    action="/admin/orders/${number}/parcels/${String(numberOf(id))}"
    class="card row"
  >
    <span>Parcel ${String(index)}: ${String(units)} units, ${status}</span>
    <select name="shipment" aria-label="Where parcel ${String(index)} is">
      <option value="">Nobody tells</option>
      ${SHIPMENT_STATUSES.map((one) => html`<option value="${one}" ${one === shipmentStatus ? "selected" : ""}>${one.replaceAll("_", " ")}</option>`)}
    </select>
    <button ${status === "success" ? "" : "disabled"}>Tell of parcel ${String(index)}</button>
    <button name="cancel" value="1" class="critical" ${status === "success" ? "" : "disabled"}>
      Cancel parcel ${String(index)}
    </button>
  </form>`;
}

/** Does what the card asks for, and tells of it as Shopify does: of the fulfillment, and of the order, which has it too. */
export function fulfillmentAdmin({ store, webhooks, now }: Devstore): express.Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: true });
  const find = (number: string) => store.orders.get(`gid://shopify/Order/${number}`);
  const tell = (topic: string, changed: { order: Order; fulfillment: Fulfillment }) => {
    webhooks.emit(topic, fulfillmentPayload(changed.order, changed.fulfillment));
    webhooks.emit("orders/updated", orderPayload(changed.order, store.shop.currencyCode));
  };

  router.post("/admin/orders/:number/fulfil", form, (request, response, next) => {
    const number = String(request.params["number"]);
    const order = find(number);
    if (!order) return next();
    const { step, units } = request.body as { step?: string; units?: Record<string, string> };
    if (step === "pick") store.orders.put({ ...order, isPicking: true });
    else {
      const asked = Object.entries(units ?? {}).map(([id, count]) => [id, Number(count)] as const);
      const made = fulfill(store, order, units ? new Map(asked) : null, now());
      if (made) tell("fulfillments/create", made);
    }
    response.redirect(303, `/admin/orders/${number}`);
  });

  router.post("/admin/orders/:number/deliver", (request, response, next) => {
    let order = find(request.params.number);
    if (!order) return next();
    for (const { id } of fulfillmentsOf(order).filter(isUnderWay)) {
      const changed = changeFulfillment(store, order, id, { shipmentStatus: "delivered" }, now());
      tell("fulfillments/update", changed);
      order = changed.order;
    }
    response.redirect(303, `/admin/orders/${request.params.number}`);
  });

  router.post("/admin/orders/:number/parcels/:parcel", form, (request, response, next) => {
    const number = String(request.params["number"]);
    const order = find(number);
    const id = `gid://shopify/Fulfillment/${String(request.params["parcel"])}`;
    if (!order || !fulfillmentsOf(order).some((one) => one.id === id)) return next();
    const { cancel, shipment } = request.body as { cancel?: string; shipment?: string };
    const shipmentStatus = SHIPMENT_STATUSES.find((one) => one === shipment) ?? null;
    const change = cancel ? ({ status: "cancelled" } as const) : { shipmentStatus };
    tell("fulfillments/update", changeFulfillment(store, order, id, change, now()));
    response.redirect(303, `/admin/orders/${number}`);
  });
  return router;
}
