import type { PrismaClient } from "@prisma/client";
import { refundLines } from "@tandem/devstore/checkout";
import { orderPayload, refundPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { describe, expect, test } from "vitest";

import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { recordOrder, recordRefund } from "../../app/orders/record-order.server.ts";
import { parseOrderPayload, parseRefundPayload } from "../../app/orders/webhook-payloads.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { openOnServer } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
describe("the check of the ledger", () => {
  const shop = useShop(openOnServer, () => NOW);

  test("finds nothing wrong where a refund is recorded while it reads", async () => {
    const { prisma } = shop.context;
    await saveProgramme(prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: { ...emptyProgramme(), isRunning: true },
      version: 0,
      author: "7",
      now: new Date(NOW.getTime() - 1_000),
    });
    const order = placeKitOrder(shop.standIn, NOW);
    await recordOrder(prisma, SHOP, parseOrderPayload(orderPayload(order, "EUR")), NOW);
    const refunded = refundLines(
      shop.standIn.store,
      order,
      new Map([[order.lines[0]!.id, 1]]),
      NOW,
    );
    const refund = refundPayload(refunded.refund, refunded.order, "EUR");
    let hasRecorded = false;
    // Between what the facts say and what the ledger says, the refund comes.
    const disturbed = prisma.$extends({
      query: {
        ledgerEntry: {
          async $allOperations({ operation, args, query }) {
            if (!hasRecorded && ["aggregate", "groupBy"].includes(operation)) {
              hasRecorded = true;
              await recordRefund(prisma, SHOP, parseRefundPayload(refund, "EUR"), NOW);
            }
            return query(args);
          },
        },
      },
    }) as unknown as PrismaClient;
    expect(await auditLedger(disturbed, SHOP)).toMatchObject({ orders: 1, differences: [] });
    expect(hasRecorded).toBe(true);
    expect(await prisma.refundFact.count()).toBe(1);
  });
});
