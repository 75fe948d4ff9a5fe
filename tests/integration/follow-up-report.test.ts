import { cancelOrder, refundLines } from "@tandem/devstore/checkout";
import type { Order } from "@tandem/devstore/state";
import { orderPayload, refundPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { reportSequences } from "../../app/follow-ups/report.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { recordOrder, recordRefund } from "../../app/orders/record-order.server.ts";
import { parseOrderPayload, parseRefundPayload } from "../../app/orders/webhook-payloads.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const ORDERED = new Date("2026-11-02T08:00:00Z");
const days = (count: number) => new Date(ORDERED.getTime() + count * 86_400_000);

describe.each(DATABASES)("the report of sequences, on %s", (_name, open) => {
  const shop = useShop(open, () => ORDERED);
  let order: Order;
  let sequenceId: string;

  beforeEach(async () => {
    const { prisma } = shop.context;
    await emptyTables(prisma, ["followUpMail", "followUpSequence", "orderFact", "refundFact"]);
    const saved = await saveSequence(
      prisma,
      SHOP,
      null,
      0,
      { content: readyMadeSequence(), status: "active" },
      ORDERED,
    );
    sequenceId = saved!.id;
    order = placeKitOrder(shop.standIn, ORDERED);
    await record(order);
  });

  const record = (one: Order) =>
    recordOrder(shop.context.prisma, SHOP, parseOrderPayload(orderPayload(one, "EUR")), ORDERED);
  /** An order of 15.80 by the same customer. */
  const orderAt = async (at: Date) => {
    const next = placeKitOrder(shop.standIn, at);
    await record(next);
    return next;
  };
  let mails = 0;
  const send = (
    stepId: string,
    state: string,
    happened: { clickedAt?: Date; openedAt?: Date; unsubscribedAt?: Date } = {},
  ) =>
    shop.context.prisma.followUpMail.create({
      data: {
        shop: SHOP,
        id: `mail-${++mails}`,
        orderId: `gid://shopify/Order/${mails}`,
        stepId,
        sequenceId,
        customerId: order.customerId,
        state,
        createdAt: days(5),
        ...happened,
      },
    });
  const step = async (stepId: string) => {
    const [report] = await reportSequences(shop.context.prisma, SHOP);
    return report?.steps.find((one) => one.stepId === stepId);
  };

  test("counts what was handed over, what came back, and what buyers did", async () => {
    await send("pulse", "sent", { openedAt: days(5) });
    await send("pulse", "sent", { unsubscribedAt: days(5) });
    await send("pulse", "uncertain");
    await send("pulse", "bounced");
    await send("pulse", "skipped");
    await send("pulse", "failed");
    expect(await step("pulse")).toMatchObject({
      sent: 4,
      delivered: 2,
      opened: 1,
      clicked: 0,
      unsubscribed: 1,
      orders: 0,
    });
    expect(await step("suggest")).toMatchObject({ kind: "offer", branch: "happy", sent: 0 });
  });

  test("counts an order for the link that was followed last, within seven days, net of refunds", async () => {
    await send("pulse", "sent", { clickedAt: days(6) });
    await send("suggest", "sent", { clickedAt: days(8) });
    const counted = await orderAt(days(9));
    expect(await step("suggest")).toMatchObject({ orders: 1, revenueMinor: 1_580 });
    expect(await step("pulse")).toMatchObject({ clicked: 1, orders: 0, revenueMinor: 0 });
    await orderAt(days(7));
    expect(await step("pulse")).toMatchObject({ orders: 1, revenueMinor: 1_580 });
    await orderAt(days(15.1));
    await orderAt(days(5));
    expect(await step("suggest")).toMatchObject({ orders: 1 });
    const { order: refunded, refund } = refundLines(
      shop.standIn.store,
      counted,
      new Map([[counted.lines[1]!.id, 1]]),
      days(10),
    );
    const payload = refundPayload(refund, refunded, "EUR");
    await recordRefund(shop.context.prisma, SHOP, parseRefundPayload(payload, "EUR"), days(10));
    expect(await step("suggest")).toMatchObject({ orders: 1, revenueMinor: 1_380 });
    await record(cancelOrder(shop.standIn.store, refunded, days(11)).order);
    expect(await step("suggest")).toMatchObject({ orders: 0, revenueMinor: 0 });
  });
});
