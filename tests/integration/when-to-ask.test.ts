import { orderPayload } from "@tandem/devstore/webhooks";
import { globalId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import { findFailedDeliveries } from "../../app/follow-ups/failed-deliveries.server.ts";
import { pulseOf } from "../../app/follow-ups/pulses.server.ts";
import { reconcileOrders } from "../../app/orders/reconcile-orders.server.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { days, SUPPORT, useFollowUpShop } from "../support/follow-up-shop.ts";
import { orderBody } from "../support/order-bodies.ts";
import { become, send, sendWhole } from "../support/parcels.ts";
import { SHOP } from "../support/stand-in.ts";

const line = (id: number, price: string) => ({
  id,
  product_id: 1001,
  variant_id: 40001,
  gift_card: false,
  quantity: 1,
  current_quantity: 1,
  price,
  properties: [],
  discount_allocations: [],
});
const parcel = (more: object) => ({
  id: 1,
  order_id: 5000001,
  status: "success",
  shipment_status: null,
  created_at: "2026-11-03T08:00:00Z",
  updated_at: "2026-11-03T08:00:00Z",
  ...more,
});

describe.each(EITHER_DATABASE)("P30: a buyer is asked, on %s", (_name, open) => {
  const asking = useFollowUpShop(open);
  const asked = () => `Are you happy with #${asking.order.number}?`;
  /** What the order status page asks of an order that is known by webhooks alone. */
  const look = (now: Date) =>
    pulseOf(asking.prisma, SHOP, globalId("Order", 5000001), globalId("Customer", 7001), now);

  test("when the second parcel has come too, and not when the first has", async () => {
    const lines = { line_items: [line(1, "10.00"), line(2, "5.80")] };
    await asking.tell("ORDERS_CREATE", orderBody(5000001, lines));
    const first = { line_items: [{ id: 1, quantity: 1 }] };
    await asking.tell("FULFILLMENTS_CREATE", parcel(first));
    const came = { ...first, shipment_status: "delivered", updated_at: "2026-11-04T08:00:00Z" };
    await asking.tell("FULFILLMENTS_UPDATE", parcel(came));
    expect(await look(days(90))).toBe(null);
    const second = {
      id: 2,
      shipment_status: "delivered",
      updated_at: "2026-11-06T08:00:00Z",
      line_items: [{ id: 2, quantity: 1 }],
    };
    await asking.tell("FULFILLMENTS_UPDATE", parcel(second));
    expect(await look(days(3.9))).toBe(null);
    expect(await look(days(4))).toEqual({ step: "asked" });
  });

  test("not of a shipment that was cancelled in the second in which it was made", async () => {
    await asking.tell("ORDERS_CREATE", orderBody(5000001));
    const news = [
      ["FULFILLMENTS_CREATE", parcel({})],
      ["FULFILLMENTS_UPDATE", parcel({ status: "cancelled" })],
    ] as const;
    for (const [topic, payload] of [...news, ...news.toReversed()]) {
      await asking.tell(topic, payload);
    }
    expect(await look(days(90))).toBe(null);
  });

  test("by mail three days after the last of what was sent in two parcels, one of them twice", async () => {
    const { store, order } = asking;
    const [first, second] = order.lines.map((one) => new Map([[one.id, one.quantity]]));
    const one = send(store, order.id, days(1), first!);
    const lost = send(store, order.id, days(1), second!);
    await asking.tell(...one.told);
    await asking.tell(...lost.told);
    await asking.tell(...become(store, order.id, one.id, "delivered", days(2)));
    await asking.tell(...become(store, order.id, lost.id, "cancelled", days(2)));
    await asking.work(days(20));
    expect(asking.subjects()).toEqual([]);
    const again = send(store, order.id, days(20), second!);
    await asking.tell(...again.told);
    await asking.tell(...become(store, order.id, again.id, "delivered", days(22)));
    await asking.work(days(24.9));
    expect(asking.subjects()).toEqual([]);
    await asking.work(days(25));
    expect(asking.subjects()).toEqual([asked()]);
  });

  test("after a delivery that failed only when it has come; the merchant is told once, and sees it", async () => {
    const { store, order, shop } = asking;
    const { id, told } = send(store, order.id, days(1));
    await asking.tell(...told);
    await asking.tell(...become(store, order.id, id, "attempted_delivery", days(2)));
    for (const day of [2, 12, 30]) await asking.work(days(day));
    expect(asking.subjects()).toEqual([`#${order.number}: a delivery failed`]);
    expect(store.mails.all()[0]).toMatchObject({ to: SUPPORT, replyTo: "a@example.com" });
    const shown = (day: number) => findFailedDeliveries(shop.context, days(day));
    expect(await shown(30)).toMatchObject([
      { orderName: `#${order.number}`, shipmentStatus: "attempted_delivery" },
    ]);
    await asking.tell(...become(store, order.id, id, "delivered", days(31)));
    await asking.work(days(34));
    expect(asking.subjects()).toEqual([`#${order.number}: a delivery failed`, asked()]);
    expect(await shown(34)).toEqual([]);
  });

  test("of what is picked up when it was, or a week after it could be", async () => {
    const { store, order } = asking;
    const { id, told } = send(store, order.id, days(1));
    await asking.tell(...told);
    await asking.tell(...become(store, order.id, id, "ready_for_pickup", days(2)));
    await asking.work(days(11.9));
    expect(asking.subjects()).toEqual([]);
    await asking.tell(...become(store, order.id, id, "picked_up", days(4)));
    await asking.work(days(6.9));
    expect(asking.subjects()).toEqual([]);
    await asking.work(days(7));
    expect(asking.subjects()).toEqual([asked()]);
  });

  test("of what is downloaded when it is fulfilled, and of what is sent with it when that has come", async () => {
    const { store, order } = asking;
    const lines = order.lines.map((one) => ({ ...one, requiresShipping: false as const }));
    const digital = store.orders.put({ ...order, lines, updatedAt: days(0.5).toISOString() });
    await asking.tell("ORDERS_UPDATED", orderPayload(digital, "EUR"));
    await asking.tell(...send(store, order.id, days(1)).told);
    await asking.work(days(3.9));
    expect(asking.subjects()).toEqual([]);
    await asking.work(days(4));
    expect(asking.subjects()).toEqual([asked()]);
  });

  test("of a gift in words that fit who gave it, by mail and on the page", async () => {
    const { store, order } = asking;
    const shippedTo = { firstName: "Grace", lastName: "Hopper" };
    const chargedTo = { firstName: "Ada", lastName: "Lovelace" };
    const updatedAt = days(0.5).toISOString();
    const gift = store.orders.put({ ...order, shippedTo, chargedTo, locale: "de", updatedAt });
    await asking.tell("ORDERS_UPDATED", orderPayload(gift, "EUR"));
    for (const told of sendWhole(store, order.id, days(1), days(2))) await asking.tell(...told);
    const page = pulseOf(asking.prisma, SHOP, order.id, order.customerId!, days(3));
    expect(await page).toEqual({ step: "asked", isGift: true });
    await asking.work(days(5));
    expect(asking.subjects()).toEqual([`Ist #${order.number} gut angekommen?`]);
    // Whose it is has been looked at, and is not kept.
    expect(JSON.stringify(await asking.prisma.orderFact.findMany())).not.toMatch(/Hopper|Lovelace/);
  });

  test("also when Shopify's news of the arrival was lost, and not when that of a cancellation was", async () => {
    const { store, order } = asking;
    const { id, told } = send(store, order.id, days(1));
    await asking.tell(...told);
    become(store, order.id, id, "cancelled", days(2));
    await asking.work(days(30));
    expect(asking.subjects()).toEqual([]);
    const again = send(store, order.id, days(30));
    become(store, order.id, again.id, "delivered", days(31));
    // It is looked at by itself, in two days at the latest.
    await asking.work(days(32));
    await asking.work(days(34));
    expect(asking.subjects()).toEqual([asked()]);
  });

  test("also when no news of a parcel has come at all: the order's own has it, and so has a comparison", async () => {
    const { store, order, shop } = asking;
    send(store, order.id, days(1));
    const sent = store.orders.require(order.id);
    await asking.tell("ORDERS_UPDATED", orderPayload(sent, "EUR"));
    expect(await asking.followUp()).toMatchObject({ endedBecause: null });
    await asking.prisma.followUp.deleteMany();
    await asking.prisma.orderFulfillment.deleteMany();
    await asking.prisma.orderFact.updateMany({ data: { updatedAt: days(0) } });
    await asking.prisma.shop.updateMany({ data: { ordersReconciledTo: days(0) } });
    const clock = clockOf(() => days(2));
    await reconcileOrders(asking.prisma, SHOP, shop.context.client, clock);
    expect(await asking.followUp()).toMatchObject({ endedBecause: null });
    await asking.work(days(11));
    expect(asking.subjects()).toEqual([asked()]);
  });

  test("not of what was sent before the sequence went live, whatever news comes later", async () => {
    const { store, order } = asking;
    await asking.prisma.followUpSequence.updateMany({ data: { activeSince: days(5) } });
    for (const told of sendWhole(store, order.id, days(1), days(2))) await asking.tell(...told);
    await asking.tell("ORDERS_UPDATED", orderPayload(store.orders.require(order.id), "EUR"));
    expect(await asking.followUp()).toBe(null);
  });
});
