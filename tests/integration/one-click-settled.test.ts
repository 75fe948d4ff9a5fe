import { describe, expect, test } from "vitest";

import { answeredWithOneClick } from "../../app/one-click/note-one-click.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { SHOP } from "../support/stand-in.ts";
import { DATABASES } from "../support/databases.ts";
import { MINUTE, useOneClick } from "../support/one-click-shop.ts";

describe.each(DATABASES)("an offer of one click that was accepted, on %s", (_name, open) => {
  const given = useOneClick(open);
  const {
    shop,
    now,
    later,
    row,
    current,
    record,
    fries,
    accept,
    applied,
    tell,
    work,
    charge,
    standing,
    change,
    report,
  } = given;

  test("counts for its offer, with what it gave, when it is added and paid", async () => {
    await record();
    const changeset = await accept();
    later(1_000);
    await applied(changeset);
    await tell("processed");
    const { priceMinor } = shop.standIn.store.variant(fries())!.variant;
    const off = Math.round((priceMinor * 12.5) / 100);
    expect(await shop.context.prisma.attribution.findMany({ where: { shop: SHOP } })).toMatchObject(
      [
        {
          offerId: given.offer.id,
          units: 1,
          revenueMinor: BigInt(priceMinor - off),
          discountMinor: BigInt(off),
        },
      ],
    );
    expect(await report()).toMatchObject({
      rows: [{ state: "added", product: "Fries", offer: { id: given.offer.id } }],
      counts: [{ state: "added", orders: 1 }],
    });
  });

  test.each(["refused", "unpaid"] as const)(
    "stays on the order only if it is paid: the payment is %s (P15)",
    async (payment) => {
      await record();
      const changeset = await accept();
      charge(payment);
      const { status } = await applied(changeset);
      later(1_000);
      const expected = payment === "refused" ? "not-added" : "taken-off";
      expect(await tell(status)).toEqual({ state: expected });
      expect(standing()).toBe(0);
      expect(await tell(status)).toEqual({ state: expected });
      later(2_000);
      await record();
      expect(await shop.context.prisma.attribution.count({ where: { shop: SHOP } })).toBe(0);
      const stored = await shop.context.prisma.orderFact.findFirst({ where: { shop: SHOP } });
      expect(JSON.stringify(stored?.facts)).not.toContain(fries());
      // It may be offered again: another payment may do.
      expect(await answeredWithOneClick(shop.context.prisma, SHOP, given.order.id)).toEqual([]);
    },
  );

  test("is settled by the job where the page told nothing, and what is not paid is taken off (P15)", async () => {
    await record();
    const changeset = await accept();
    charge("unpaid");
    await applied(changeset);
    await work();
    expect(await row()).toMatchObject({ state: "accepted" });
    later(16 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "taken-off", dueAt: null });
    expect(standing()).toBe(0);
  });

  test("is not taken on the page's word: what is said to be paid and is not is taken off in the end (P15)", async () => {
    const changeset = await accept();
    charge("unpaid");
    await applied(changeset);
    // The payment may be under way.
    expect(await tell("processed")).toEqual({ state: "accepted" });
    expect(standing()).toBe(1);
    later(16 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "taken-off" });
    expect(standing()).toBe(0);
  });

  test("counts though a crash came between settling it and counting it", async () => {
    await record();
    const changeset = await accept();
    later(1_000);
    await applied(changeset);
    const { client } = shop.context;
    const dying: AdminClient = {
      run: (document, variables, schema) =>
        document.includes("query GetOrders(")
          ? Promise.reject(new AdminApiError("gone", { isTransient: true }))
          : client.run(document, variables, schema),
    };
    await tell("processed", dying);
    expect(await row()).toMatchObject({ state: "added", dueAt: now() });
    expect(await shop.context.prisma.attribution.count()).toBe(0);
    await work();
    expect(await row()).toMatchObject({ state: "added", dueAt: null });
    expect(await shop.context.prisma.attribution.count()).toBe(1);
  });

  test("that is said to be added and is not seen yet is looked at again, and given up in the end", async () => {
    await accept();
    expect(await tell("processed")).toEqual({ state: "accepted" });
    later(2 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "accepted" });
    later(20 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "not-added", dueAt: null });
  });

  test("of an order in fulfilment is left as it is, and told to a person (P16)", async () => {
    const changeset = await accept();
    charge("unpaid");
    await applied(changeset);
    const before = change({ isPicking: true });
    expect(await tell("partially_processed")).toEqual({ state: "left-unpaid" });
    expect(current()).toEqual(before);
    expect(await report("unpaid")).toMatchObject({ unpaid: 1, rows: [{ state: "left-unpaid" }] });
  });

  test("is taken off once, however often a crash has it done again (P15)", async () => {
    const changeset = await accept();
    charge("unpaid");
    await applied(changeset);
    const { client } = shop.context;
    const dying: AdminClient = {
      run: async (document, variables, schema) => {
        const answer = await client.run(document, variables, schema);
        if (document.includes("orderEditCommit"))
          throw new AdminApiError("gone", { isTransient: true });
        return answer;
      },
    };
    expect(await tell("partially_processed", dying)).toEqual({ state: "accepted" });
    expect(given.asked).toEqual(["one-click"]);
    const inStock = shop.standIn.store.variant(fries())!.variant.inventoryQuantity;
    later(16 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "not-added", dueAt: null });
    expect(standing()).toBe(0);
    expect(shop.standIn.store.variant(fries())!.variant.inventoryQuantity).toBe(inStock);
  });

  test("waits while Shopify cannot be reached", async () => {
    const changeset = await accept();
    await applied(changeset);
    const gone: AdminClient = {
      run: () => Promise.reject(new AdminApiError("gone", { isTransient: true })),
    };
    expect(await tell("processed", gone)).toEqual({ state: "accepted" });
    await work();
    expect(await row()).toMatchObject({ state: "added" });
  });
});
