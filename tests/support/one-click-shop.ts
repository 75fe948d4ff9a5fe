import { apply } from "@tandem/devstore/post-purchase";
import type { Order } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { numericId } from "@tandem/storefront-kit/ids";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach } from "vitest";
import type { z } from "zod";

import {
  acceptOneClick,
  noteOutcome,
  showOneClick,
} from "../../app/one-click/answer-one-click.server.ts";
import type { outcomeSchema } from "../../app/one-click/answer-one-click.server.ts";
import { loadOneClick } from "../../app/one-click/load-one-click.server.ts";
import { offerOneClick } from "../../app/one-click/offer-one-click.server.ts";
import type { OneClickContext, Purchase } from "../../app/one-click/receive-purchase.server.ts";
import { workOneClick } from "../../app/one-click/settle-one-click.server.ts";
import { createOffer } from "../../app/offers/offer-store.server.ts";
import { recordOrder } from "../../app/orders/record-order.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import type { AnyOfferContent, Offer } from "../../core/offers/offer.ts";
import { HOLD_MILLISECONDS } from "../../core/one-click/offer.ts";
import { clockOf } from "./clock.ts";
import { emptyTables } from "./databases.ts";
import type { TestDatabase } from "./databases.ts";
import { crossSellOf } from "./offers.ts";
import { useShop } from "./shop.ts";
import { SHOP } from "./stand-in.ts";

/** When the order was placed, and where the clock of each test begins. */
export const ORDERED = new Date("2026-11-02T08:00:00Z");
export const MINUTE = 60_000;
type Outcome = z.infer<typeof outcomeSchema>["outcome"];

/**
 * A shop that makes offers of one click, with one that fits an order that is paid and held: fries at 12.5 % off. It can be used within
 * tests only.
 */
export function useOneClick(open: () => Promise<TestDatabase>) {
  let clock = ORDERED;
  const now = () => clock;
  const databaseClock = clockOf(now);
  const shop = useShop(open, now);
  let order: Order;
  let offer: Offer;
  let asked: string[] = [];

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
    await showOneClick(context(), purchase(), databaseClock);
    const accepted = await acceptAgain();
    if (accepted.state !== "signed") throw new Error(`It is refused: ${accepted.refusal}.`);
    return accepted.changeset;
  }
  const acceptAgain = (variantId = numericId(fries())) =>
    acceptOneClick(context(), purchase(), { variantId }, databaseClock);
  const tell = (outcome: string, client?: AdminClient) =>
    noteOutcome(context(client), purchase(), { outcome: outcome as Outcome }, databaseClock);
  const work = () => workOneClick(context(), databaseClock);
  /** What Shopify does with what was signed. */
  const applied = async (changeset: string) =>
    (await apply(shop.standIn.devstore, current(), changeset)) as {
      status: string;
      errors: { code: string }[];
    };
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
  return {
    shop,
    now,
    clock: databaseClock,
    later,
    context,
    purchase,
    row,
    current,
    record,
    fries,
    accept,
    acceptAgain,
    applied,
    tell,
    work,
    charge,
    standing,
    change,
    report,
    get order() {
      return order;
    },
    get offer() {
      return offer;
    },
    /** Jobs that were asked for. */
    get asked() {
      return asked;
    },
  };
}
