import {
  cancelOrder,
  markAsPaid,
  payPart,
  refundAmount,
  refundLines,
  removeCustomer,
  voidPayment,
} from "@tandem/devstore/checkout";
import type { Order, Store } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { readHistoryFile } from "../../app/orders/history/read-history-file.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { getOrder } from "../../app/shopify/documents/get-order.server.ts";
import { getRefund } from "../../app/shopify/documents/get-refund.server.ts";
import {
  findOrderHistory,
  startOrderHistory,
} from "../../app/shopify/documents/order-history.server.ts";
import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { standingOf } from "../../core/attribution/standing.ts";
import { startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const LATER = new Date("2026-11-02T09:00:00Z");

type Change = (store: Store, order: Order) => Order | null | undefined;
const paidBy = (payment: NonNullable<Order["payment"]>, then?: Change) => ({ payment, then });
const unit = (order: Order) => new Map([[order.lines[0]!.id, 1]]);

/** States of orders, with what the app takes them for. */
const STATES = [
  ["paid", "counts", paidBy("card")],
  ["a test", "test", paidBy("bogus")],
  ["pending", "unpaid", paidBy("manual")],
  ["authorized", "unpaid", paidBy("card-later")],
  ["captured", "counts", paidBy("card-later", (store, order) => markAsPaid(store, order, LATER))],
  ["paid by hand", "counts", paidBy("manual", (store, order) => markAsPaid(store, order, LATER))],
  ["paid in part", "counts", paidBy("manual", (store, order) => payPart(store, order, 500, LATER))],
  ["voided", "voided", paidBy("card-later", (store, order) => voidPayment(store, order, LATER))],
  [
    "cancelled",
    "cancelled",
    paidBy("card", (store, order) => cancelOrder(store, order, LATER).order),
  ],
  ["of nobody", "counts", paidBy("card", (store, order) => removeCustomer(store, order, LATER))],
  [
    "refunded by an amount",
    "counts",
    paidBy("card", (store, order) => refundAmount(store, order, 700, LATER)?.order),
  ],
  [
    "refunded by a line",
    "counts",
    paidBy("card", (store, order) => refundLines(store, order, unit(order), LATER).order),
  ],
  [
    "taken back without money",
    "counts",
    paidBy("card", (store, order) => refundLines(store, order, unit(order), LATER, false).order),
  ],
] as const;

describe("P29: an order reads the same as a webhook, from the Admin API and from a bulk file", () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn(() => LATER);
    for (const order of standIn.store.orders.all()) standIn.store.orders.remove(order.id);
  });
  afterEach(() => standIn.close());

  /** The order of the shop's file of orders, which has one. */
  async function readFile(): Promise<AttributableOrder> {
    const id = await startOrderHistory(standIn.client);
    let url: string | null = null;
    while (!url) url = (await findOrderHistory(standIn.client, id))!.url;
    for await (const one of readHistoryFile(url)) if ("order" in one) return one.order;
    throw new Error("The file has no order.");
  }
  /** Without what a bulk file does not tell of. */
  const facts = ({ shippingDiscounts: _shipping, ...order }: AttributableOrder) => order;

  test.each(STATES)("one that is %s", async (_state, standing, { payment, then }) => {
    const { store, client } = standIn;
    const placed = placeKitOrder(standIn, NOW, { payment, tipMinor: 300 });
    const order = then ? then(store, placed) : placed;
    if (!order) throw new Error("It cannot be done with this order.");
    const news = parseOrderPayload(orderPayload(order, "EUR"));
    expect(standingOf(news.order)).toBe(standing);
    expect(news.order.name).toBe(`#${order.number}`);
    expect(news.order.lines.map((line) => line.isTip ?? false)).toEqual([false, false, true]);
    const asked = (await getOrder(client, order.id))!;
    expect(facts(asked.order)).toEqual(facts(news.order));
    expect(await readFile()).toEqual(facts(news.order));
    const refunds = await Promise.all(
      asked.refundIds.map(async (refundId) => ({
        refundId,
        orderId: order.id,
        ...(await getRefund(client, refundId, "EUR"))!,
      })),
    );
    expect(refunds).toEqual(news.refunds);
  });
});
