import { describe, expect, test } from "vitest";

import { showOneClick } from "../../app/one-click/answer-one-click.server.ts";
import { answeredWithOneClick } from "../../app/one-click/note-one-click.server.ts";
import { offerOneClick } from "../../app/one-click/offer-one-click.server.ts";
import { SHOP } from "../support/stand-in.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { MINUTE, useOneClick } from "../support/one-click-shop.ts";

describe.each(EITHER_DATABASE)("an offer of one click that nobody sees, on %s", (_name, open) => {
  const given = useOneClick(open);
  const { shop, now, clock, later, context, purchase, row, record, work, change, report } = given;

  test.each([
    ["apple-pay", "shipping", "wallet"],
    ["installments", "shipping", "installments"],
    ["gift-card", "shipping", "gift-card"],
    ["card", "local", "local-delivery"],
    ["card", "pick-up", "pick-up"],
    ["card", "shipping", "unknown"],
  ] as const)(
    "that Shopify does not show is explained: %s, %s (P14)",
    async (payment, delivery, reason) => {
      await offerOneClick(context(), purchase(), now());
      change({ payment, delivery });
      await record();
      later(6 * MINUTE);
      await work();
      expect(await report("not-shown")).toMatchObject({
        rows: [{ state: "moved", reason, product: "Fries" }],
        counts: [{ state: "moved", reason, orders: 1 }],
      });
      // It has moved to the thank-you page: nobody has answered it.
      expect(await answeredWithOneClick(shop.context.prisma, SHOP, given.order.id)).toEqual([]);
    },
  );

  test("that Shopify never asked for is explained as well (P14)", async () => {
    change({ payment: "apple-pay" });
    await record();
    expect(await row()).toMatchObject({ state: "unasked", offerId: given.offer.id });
    later(6 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "moved", reason: "wallet", dueAt: null });
  });

  test.each([
    ["currency", { presentmentCurrencyCode: "USD" }],
    ["minimum", { total: "0.49" }],
  ])(
    "is not made where the checkout rules it out, and that is told: %s (P14)",
    async (reason, more) => {
      expect(await offerOneClick(context(), purchase(more), now())).toBeNull();
      await record();
      expect(await row()).toMatchObject({
        state: "moved",
        reason,
        orderId: given.order.id,
        dueAt: null,
      });
      expect(await showOneClick(context(), purchase(more), clock)).toBeNull();
    },
  );

  test("of a checkout that became no order is forgotten", async () => {
    await offerOneClick(context(), purchase({ referenceId: "abandoned" }), now());
    later(25 * 60 * MINUTE);
    await work();
    expect(await shop.context.prisma.oneClick.count()).toBe(0);
  });
});
