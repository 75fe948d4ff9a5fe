import { refundLines } from "@tandem/devstore/checkout";
import { numberOf } from "@tandem/devstore/state";
import { orderPayload, refundPayload } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { reportSequences } from "../../app/follow-ups/report.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { DATABASES } from "../support/databases.ts";
import { days, useFollowUpShop } from "../support/follow-up-shop.ts";
import { become, send, sendWhole } from "../support/parcels.ts";
import { SHOP } from "../support/stand-in.ts";

describe.each(DATABASES)("a follow-up, on %s", (_name, open) => {
  const following = useFollowUpShop(open);

  /** The buyer is happy: what goes with the order is due two days after. */
  async function pleaseTheBuyer(): Promise<void> {
    await following.offerWhatGoesWith();
    await following.deliver();
    await following.work(days(5));
    await following.answer("happy", days(5));
    await following.work(days(5));
  }
  /** Takes a unit of the order back. */
  async function takeBack(isPaidBack: boolean): Promise<void> {
    const before = following.store.orders.require(following.order.id);
    const units = new Map([[before.lines[0]!.id, 1]]);
    const { order, refund } = refundLines(following.store, before, units, days(5), isPaidBack);
    await following.tell("REFUNDS_CREATE", refundPayload(refund, order, "EUR"));
  }
  /** A part of the order leaves. */
  async function shipPart(): Promise<void> {
    const { store, order } = following;
    const part = new Map([[order.lines[0]!.id, 1]]);
    await following.tell(...send(store, order.id, days(1), part).told);
  }
  const ends = async () =>
    (await reportSequences(following.prisma, SHOP)).map((report) => report.ended);

  test("ends with a refund, also one that comes when all is scheduled", async () => {
    await pleaseTheBuyer();
    await takeBack(true);
    await following.work(days(7));
    expect(following.sent()).toHaveLength(1);
    expect(await following.followUp()).toMatchObject({ endedBecause: "refunded" });
    expect(await ends()).toEqual([[{ why: "refunded", orders: 1 }]]);
  });

  test("goes on where goods came back without money, and where a refund comes to nothing", async () => {
    await pleaseTheBuyer();
    await takeBack(false);
    const nothing = { id: 77, order_id: numberOf(following.order.id), refund_line_items: [] };
    const told = { ...nothing, order_adjustments: [], transactions: [] };
    await following.tell("REFUNDS_CREATE", told);
    expect(await following.prisma.refundFact.count()).toBe(2);
    await following.work(days(7));
    expect(following.subjects().at(-1)).toBe("What goes with your order");
    await following.work(days(9));
    expect(await following.followUp()).toMatchObject({ endedBecause: "done" });
  });

  test("ends with a chargeback that was lost", async () => {
    await pleaseTheBuyer();
    const { order } = following;
    await following.prisma.refundFact.create({
      data: {
        shop: SHOP,
        orderId: order.id,
        refundId: "gid://shopify/ShopifyPaymentsDispute/1",
        lines: [],
        chargedBackMinor: 1_580,
      },
    });
    await following.work(days(7));
    expect(await following.followUp()).toMatchObject({ endedBecause: "refunded" });
  });

  test("ends where the rest was not shipped for sixty days, which the merchant sees, and begins again when it is", async () => {
    await shipPart();
    for (const day of [2, 30]) await following.work(days(day));
    await following.work(days(59.9));
    expect(await following.followUp()).toMatchObject({ endedBecause: null, dueAt: days(60) });
    await following.work(days(60));
    expect(await following.followUp()).toMatchObject({ endedBecause: "not-shipped" });
    expect(await ends()).toEqual([[{ why: "not-shipped", orders: 1 }]]);
    const { store, order } = following;
    for (const [topic, payload] of sendWhole(store, order.id, days(61), days(62)))
      await following.tell(topic, payload);
    await following.work(days(65));
    expect(following.subjects()).toEqual([`Are you happy with #${order.number}?`]);
    expect(await ends()).toEqual([[]]);
  });

  test("ends where an order was not paid, and the rest not shipped, for sixty days", async () => {
    await shipPart();
    await following.prisma.orderFact.updateMany({ data: { standing: "unpaid" } });
    for (const day of [2, 32, 62]) await following.work(days(day));
    expect(await following.followUp()).toMatchObject({ endedBecause: "not-shipped" });
  });

  test("ends sixty days after the shipment where a failed delivery never came", async () => {
    const { store, order } = following;
    const { id, told } = send(store, order.id, days(10));
    await following.tell(...told);
    await following.tell(...become(store, order.id, id, "attempted_delivery", days(12)));
    for (const day of [12, 40, 69.9]) await following.work(days(day));
    expect(await following.followUp()).toMatchObject({ endedBecause: null, dueAt: days(70) });
    await following.work(days(70));
    expect(await following.followUp()).toMatchObject({ endedBecause: "not-delivered" });
  });

  test("ends with a new order", async () => {
    await following.deliver();
    const next = following.place(days(3));
    await following.tell("ORDERS_CREATE", orderPayload(next, "EUR"));
    await following.work(days(5));
    expect(await following.followUp()).toMatchObject({ endedBecause: "ordered-again" });
    expect(following.sent()).toEqual([]);
  });

  test("is gone for who asked Shopify to be forgotten", async () => {
    await following.deliver();
    await servePrivacyRequest(following.prisma, {
      shop: SHOP,
      webhookId: "redact",
      topic: "CUSTOMERS_REDACT",
      triggeredAt: days(0),
      payload: { customer: { id: numberOf(following.order.customerId!) } },
    });
    await following.work(days(5));
    expect(following.sent()).toEqual([]);
    expect(await following.prisma.followUp.count()).toBe(0);
  });

  test("ends for who is gone in Shopify", async () => {
    await following.deliver();
    following.store.customers.remove(following.order.customerId!);
    await following.work(days(5));
    expect(await following.followUp()).toMatchObject({ endedBecause: "customer-gone" });
  });
});
