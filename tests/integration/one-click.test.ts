import { decodeJwt } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";

import { pickProducts } from "../../app/follow-ups/pick-products.server.ts";
import { createOffer, updateOffer } from "../../app/offers/offer-store.server.ts";
import {
  acceptOneClick,
  noteOutcome,
  showOneClick,
} from "../../app/one-click/answer-one-click.server.ts";
import type { outcomeSchema } from "../../app/one-click/answer-one-click.server.ts";
import { loadOneClick } from "../../app/one-click/load-one-click.server.ts";
import { answeredWithOneClick } from "../../app/one-click/note-one-click.server.ts";
import { offerOneClick } from "../../app/one-click/offer-one-click.server.ts";
import type { OneClickContext, Purchase } from "../../app/one-click/receive-purchase.server.ts";
import { workOneClick } from "../../app/one-click/settle-one-click.server.ts";
import { recordOrder } from "../../app/orders/record-order.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { globalId, numericId } from "../../core/catalog/global-id.ts";
import type { AnyOfferContent, Offer } from "../../core/offers/offer.ts";
import { HOLD_MILLISECONDS } from "../../core/one-click/offer.ts";
import { apply } from "../../devstore/post-purchase/changesets.ts";
import type { Order } from "../../devstore/state/types.ts";
import { orderPayload } from "../../devstore/webhooks/payloads.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { placeKitOrder } from "../support/kit-order.ts";
import { crossSellOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const ORDERED = new Date("2026-11-02T08:00:00Z");
const MINUTE = 60_000;
type Outcome = z.infer<typeof outcomeSchema>["outcome"];

describe.each(DATABASES)("an offer of one click, on %s", (_name, open) => {
  let clock = ORDERED;
  const now = () => clock;
  const shop = useShop(open, now);
  let order: Order;
  let offer: Offer;
  let asked: string[];

  const later = (milliseconds: number) => (clock = new Date(ORDERED.getTime() + milliseconds));
  const content = (): AnyOfferContent => {
    const { productId } = shop.standIn;
    const made = crossSellOf(
      "Goes with it",
      [productId("classic-burger")],
      ["cola", "fries", "house-sauce"].map(productId),
    );
    if (made.kind !== "cross-sell") throw new Error("It is no cross-sell.");
    return { ...made, terms: { ...made.terms, oneClickBasisPoints: 1_250 } };
  };
  const context = (client: AdminClient = shop.context.client): OneClickContext => ({
    ...shop.context,
    client,
    jobs: {
      ask: async (name) => void asked.push(name),
    },
  });
  const purchase = (more: Partial<Purchase> = {}): Purchase => ({
    referenceId: order.checkoutToken!,
    locale: "en",
    customerId: null,
    productIds: [...new Set(order.lines.map((line) => line.productId))],
    total: "20.70",
    currencyCode: "EUR",
    presentmentCurrencyCode: "EUR",
    ...more,
  });
  const row = () =>
    shop.context.prisma.oneClick.findUnique({
      where: { shop_referenceId: { shop: SHOP, referenceId: order.checkoutToken! } },
    });
  const current = () => shop.standIn.store.orders.require(order.id);
  const record = () =>
    recordOrder(
      shop.context.prisma,
      SHOP,
      parseOrderPayload(orderPayload(current(), "EUR")),
      now(),
    );
  const fries = () => shop.standIn.variantId("fries");
  /** Asks, sees the page, and accepts. @returns what is signed */
  async function accept(): Promise<string> {
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), now());
    const accepted = await acceptAgain();
    if (accepted.state !== "signed") throw new Error(`It is refused: ${accepted.refusal}.`);
    return accepted.changeset;
  }
  const acceptAgain = (variantId = numericId(fries())) =>
    acceptOneClick(context(), purchase(), { variantId }, now());
  const tell = (outcome: string, client?: AdminClient) =>
    noteOutcome(context(client), purchase(), { outcome: outcome as Outcome }, now);
  const work = () => workOneClick(context(), now);
  const charge = (addedPayment?: "refused" | "unpaid") => {
    const { store } = shop.standIn;
    store.updateShop({ faults: { ...store.shop.faults, ...(addedPayment && { addedPayment }) } });
  };
  const standing = () =>
    current()
      .lines.filter((line) => line.variantId === fries())
      .reduce((units, line) => units + line.quantity - (line.removedUnits ?? 0), 0);
  const change = (more: Partial<Order>) => shop.standIn.store.orders.put({ ...current(), ...more });
  const report = (show = "all") =>
    loadOneClick(shop.context, new URL(`https://x/?show=${show}`), now());

  beforeEach(async () => {
    clock = ORDERED;
    asked = [];
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, ["oneClick", "orderFact", "attribution", "orderConfirmation"]);
    await prisma.shop.update({ where: { shop: SHOP }, data: { hasOneClick: true } });
    offer = await createOffer(prisma, SHOP, content(), "active");
    await publishShop(shop.opened.database, SHOP, shop.context.client, now);
    order = placeKitOrder(shop.standIn, ORDERED);
    change({ heldUntil: new Date(ORDERED.getTime() + HOLD_MILLISECONDS).toISOString() });
    order = current();
  });

  test("is the first thing that goes with the order, and never what is in it", async () => {
    expect(await offerOneClick(context(), purchase(), now())).toEqual({
      title: "Goes with it",
      benefit: "",
      product: { title: "Fries", imageUrl: expect.stringContaining("fries") as string },
      variants: shop.standIn.store.productByHandle("fries")!.variants.map(({ id, title }) => ({
        variantId: numericId(id),
        title: title === "Default Title" ? "" : title,
        changes: [
          {
            type: "add_variant",
            variantId: numericId(id),
            quantity: 1,
            discount: { value: 12.5, valueType: "percentage", title: "Goes with it" },
          },
        ],
      })),
    });
    expect(await row()).toMatchObject({ state: "offered", offerId: offer.id, basisPoints: 1_250 });
  });

  test("is nothing that is sold out, or that the customer has bought before", async () => {
    const { store, productId } = shop.standIn;
    const product = store.productByHandle("fries")!;
    store.putProduct({
      ...product,
      variants: product.variants.map((one) => ({
        ...one,
        tracksInventory: true,
        inventoryQuantity: 0,
      })),
    });
    const second = await offerOneClick(context(), purchase(), now());
    expect(second?.product.title).toBe(store.productByHandle("house-sauce")!.title);
    const facts = { lines: [{ productId: productId("house-sauce") }] };
    await shop.context.prisma.orderFact.create({
      data: {
        shop: SHOP,
        orderId: globalId("Order", 1),
        createdAt: ORDERED,
        updatedAt: ORDERED,
        currencyCode: "EUR",
        customerId: globalId("Customer", 7),
        facts,
      },
    });
    const third = purchase({ customerId: globalId("Customer", 7) });
    expect(await offerOneClick(context(), third, now())).toBeNull();
    expect(await row()).toBeNull();
  });

  test("is not made while it is off, and ends with its offer", async () => {
    const { prisma } = shop.context;
    await prisma.shop.update({ where: { shop: SHOP }, data: { hasOneClick: false } });
    expect(await offerOneClick(context(), purchase(), now())).toBeNull();
    await prisma.shop.update({ where: { shop: SHOP }, data: { hasOneClick: true } });
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), now());
    await updateOffer(prisma, SHOP, offer.id, offer.version, { status: "paused" });
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "ended" });
    expect(await row()).toMatchObject({ state: "shown", changesetId: null });
  });

  test("is chosen anew for a checkout that changed, until it is seen", async () => {
    await offerOneClick(context(), purchase(), now());
    const other = purchase({ productIds: [shop.standIn.productId("aria-one")] });
    expect(await offerOneClick(context(), other, now())).toBeNull();
    expect(await showOneClick(context(), other, now())).toBeNull();
    await offerOneClick(context(), purchase(), now());
    const seen = await showOneClick(context(), purchase(), now());
    expect(await offerOneClick(context(), other, now())).toEqual(seen);
  });

  test("is signed for what was stored, once, whatever is sent", async () => {
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "not-offered" });
    const changeset = await accept();
    const { iss, sub, jti, changes } = decodeJwt(changeset);
    expect({ iss, sub }).toEqual({ iss: "key", sub: order.checkoutToken });
    expect(changes).toEqual([
      {
        type: "add_variant",
        variantId: numericId(fries()),
        quantity: 1,
        discount: { value: 12.5, valueType: "percentage", title: "Goes with it" },
      },
    ]);
    const again = await acceptAgain();
    expect(again.state === "signed" && decodeJwt(again.changeset).jti).toBe(jti);
    const cola = numericId(shop.standIn.variantId("cola"));
    expect(await acceptAgain(cola)).toEqual({ state: "refused", refusal: "not-offered" });
    expect(await apply(shop.standIn.devstore, current(), changeset)).toMatchObject({
      status: "processed",
    });
    expect(await apply(shop.standIn.devstore, current(), changeset)).toMatchObject({
      status: "unprocessed",
      errors: [{ code: "changeset_already_applied" }],
    });
    expect(await tell("processed")).toEqual({ state: "added" });
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "answered" });
    expect(standing()).toBe(1);
  });

  test("that was declined is not accepted any more, and is not offered after the same order again", async () => {
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), now());
    expect(await tell("declined")).toEqual({ state: "declined" });
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "answered" });
    expect(await showOneClick(context(), purchase(), now())).toBeNull();
    expect(await answeredWithOneClick(shop.context.prisma, SHOP, order.id)).toEqual([
      shop.standIn.productId("fries"),
    ]);
  });

  test("that was declined is in no mail after the order either", async () => {
    await record();
    const picked = async () =>
      (
        await pickProducts(
          shop.context,
          { orderId: order.id, customerId: null, productIds: purchase().productIds },
          "follow-up-email",
          "en",
          now(),
        )
      ).map((one) => one.title);
    expect(await picked()).toContain("Fries");
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), now());
    await tell("declined");
    expect(await picked()).not.toContain("Fries");
  });

  test("counts for its offer, with what it gave, when it is added and paid", async () => {
    await record();
    const changeset = await accept();
    later(1_000);
    await apply(shop.standIn.devstore, current(), changeset);
    await tell("processed");
    const { priceMinor } = shop.standIn.store.variant(fries())!.variant;
    const off = Math.round((priceMinor * 12.5) / 100);
    expect(await shop.context.prisma.attribution.findMany({ where: { shop: SHOP } })).toMatchObject(
      [{ offerId: offer.id, units: 1, revenueMinor: priceMinor - off, discountMinor: off }],
    );
    expect(await report()).toMatchObject({
      rows: [{ state: "added", product: "Fries", offer: { id: offer.id } }],
      counts: [{ state: "added", orders: 1 }],
    });
  });

  test.each(["refused", "unpaid"] as const)(
    "stays on the order only if it is paid: the payment is %s (P15)",
    async (payment) => {
      await record();
      const changeset = await accept();
      charge(payment);
      const { status } = await apply(shop.standIn.devstore, current(), changeset);
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
      expect(await answeredWithOneClick(shop.context.prisma, SHOP, order.id)).toEqual([]);
    },
  );

  test("is settled by the job where the page told nothing, and what is not paid is taken off (P15)", async () => {
    await record();
    const changeset = await accept();
    charge("unpaid");
    await apply(shop.standIn.devstore, current(), changeset);
    await work();
    expect(await row()).toMatchObject({ state: "accepted" });
    later(16 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "taken-off", dueAt: null });
    expect(standing()).toBe(0);
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
    await apply(shop.standIn.devstore, current(), changeset);
    const before = change({ isPicking: true });
    expect(await tell("partially_processed")).toEqual({ state: "left-unpaid" });
    expect(current()).toEqual(before);
    expect(await report("unpaid")).toMatchObject({ unpaid: 1, rows: [{ state: "left-unpaid" }] });
  });

  test.each([
    ["the hold is over", {}, HOLD_MILLISECONDS],
    ["it is being picked", { isPicking: true }, 0],
    ["it was shipped", { fulfilledAt: ORDERED.toISOString() }, 0],
    ["it was cancelled", { cancelledAt: ORDERED.toISOString() }, 0],
  ])("is not signed any more once %s (P16)", async (_words, more, milliseconds) => {
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), now());
    change(more);
    later(milliseconds);
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "too-late" });
    expect(await row()).toMatchObject({ state: "shown", changesetId: null });
  });

  test("is taken off once, however often a crash has it done again (P15)", async () => {
    const changeset = await accept();
    charge("unpaid");
    await apply(shop.standIn.devstore, current(), changeset);
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
    expect(asked).toEqual(["one-click"]);
    const inStock = shop.standIn.store.variant(fries())!.variant.inventoryQuantity;
    later(16 * MINUTE);
    await work();
    expect(await row()).toMatchObject({ state: "not-added", dueAt: null });
    expect(standing()).toBe(0);
    expect(shop.standIn.store.variant(fries())!.variant.inventoryQuantity).toBe(inStock);
  });

  test("waits while Shopify cannot be reached", async () => {
    const changeset = await accept();
    await apply(shop.standIn.devstore, current(), changeset);
    const gone: AdminClient = {
      run: () => Promise.reject(new AdminApiError("gone", { isTransient: true })),
    };
    expect(await tell("processed", gone)).toEqual({ state: "accepted" });
    await work();
    expect(await row()).toMatchObject({ state: "added" });
  });

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
      expect(await answeredWithOneClick(shop.context.prisma, SHOP, order.id)).toEqual([]);
    },
  );

  test("that Shopify never asked for is explained as well (P14)", async () => {
    change({ payment: "apple-pay" });
    await record();
    expect(await row()).toMatchObject({ state: "unasked", offerId: offer.id });
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
      expect(await row()).toMatchObject({ state: "moved", reason, orderId: order.id, dueAt: null });
      expect(await showOneClick(context(), purchase(more), now())).toBeNull();
    },
  );

  test("of a checkout that became no order is forgotten", async () => {
    await offerOneClick(context(), purchase({ referenceId: "abandoned" }), now());
    later(25 * 60 * MINUTE);
    await work();
    expect(await shop.context.prisma.oneClick.count()).toBe(0);
  });

  test("goes with the customer who asks to be forgotten", async () => {
    await offerOneClick(context(), purchase(), now());
    await record();
    const payload = { customer: { id: numericId(order.customerId!) } };
    await servePrivacyRequest(shop.context.prisma, {
      shop: SHOP,
      webhookId: "1",
      topic: "CUSTOMERS_REDACT",
      triggeredAt: now(),
      payload,
    });
    expect(await row()).toBeNull();
  });
});
