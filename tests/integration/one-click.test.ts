import { decodeJwt } from "jose";
import { globalId, numericId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import { pickProducts } from "../../app/follow-ups/pick-products.server.ts";
import { createOffer, updateOffer } from "../../app/offers/offer-store.server.ts";
import { showOneClick } from "../../app/one-click/answer-one-click.server.ts";
import { answeredWithOneClick } from "../../app/one-click/note-one-click.server.ts";
import { offerOneClick } from "../../app/one-click/offer-one-click.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { HOLD_MILLISECONDS } from "../../core/one-click/offer.ts";
import { bundleOf } from "../support/offers.ts";
import { SHOP } from "../support/stand-in.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { ORDERED, useOneClick } from "../support/one-click-shop.ts";

describe.each(EITHER_DATABASE)("an offer of one click, on %s", (_name, open) => {
  const given = useOneClick(open);
  const {
    shop,
    now,
    clock,
    later,
    context,
    purchase,
    row,
    record,
    fries,
    accept,
    acceptAgain,
    applied,
    tell,
    standing,
    change,
  } = given;

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
    expect(await row()).toMatchObject({
      state: "offered",
      offerId: given.offer.id,
      basisPoints: 1_250,
    });
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

  test("is no bundle as one line, which nothing would take apart (P10)", async () => {
    const { productId, variantId, store } = shop.standIn;
    const bundle = bundleOf("Kit", ["cola", "house-sauce"].map(productId));
    if (bundle.kind !== "fixed-bundle") throw new Error("It is no bundle.");
    const oneLineAs = { productId: productId("fries"), variantId: variantId("fries") };
    await createOffer(
      shop.context.prisma,
      SHOP,
      { ...bundle, terms: { ...bundle.terms, oneLineAs } },
      "draft",
    );
    const offered = await offerOneClick(context(), purchase(), now());
    const [, ...others] = store.productByHandle("fries")!.variants;
    expect(offered?.variants.map((one) => one.variantId)).toEqual(
      others.map(({ id }) => numericId(id)),
    );
  });

  test("is not made while it is off, and ends with its offer", async () => {
    const { prisma } = shop.context;
    await prisma.shop.update({ where: { shop: SHOP }, data: { hasOneClick: false } });
    expect(await offerOneClick(context(), purchase(), now())).toBeNull();
    await prisma.shop.update({ where: { shop: SHOP }, data: { hasOneClick: true } });
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), clock);
    await updateOffer(prisma, SHOP, given.offer.id, given.offer.version, { status: "paused" });
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "ended" });
    expect(await row()).toMatchObject({ state: "shown", changesetId: null });
  });

  test("is chosen anew for a checkout that changed, until it is seen", async () => {
    await offerOneClick(context(), purchase(), now());
    const other = purchase({ productIds: [shop.standIn.productId("aria-one")] });
    expect(await offerOneClick(context(), other, now())).toBeNull();
    expect(await showOneClick(context(), other, clock)).toBeNull();
    await offerOneClick(context(), purchase(), now());
    const seen = await showOneClick(context(), purchase(), clock);
    expect(await offerOneClick(context(), other, now())).toEqual(seen);
  });

  test("is signed for what was stored, once, whatever is sent", async () => {
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "not-offered" });
    const changeset = await accept();
    const { iss, sub, jti, changes } = decodeJwt(changeset);
    expect({ iss, sub }).toEqual({ iss: "key", sub: given.order.checkoutToken });
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
    expect(await applied(changeset)).toMatchObject({
      status: "processed",
    });
    expect(await applied(changeset)).toMatchObject({
      status: "unprocessed",
      errors: [{ code: "changeset_already_applied" }],
    });
    expect(await tell("processed")).toEqual({ state: "added" });
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "answered" });
    expect(standing()).toBe(1);
  });

  test("that was declined is not accepted any more, and is not offered after the same order again", async () => {
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), clock);
    expect(await tell("declined")).toEqual({ state: "declined" });
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "answered" });
    expect(await showOneClick(context(), purchase(), clock)).toBeNull();
    expect(await answeredWithOneClick(shop.context.prisma, SHOP, given.order.id)).toEqual([
      shop.standIn.productId("fries"),
    ]);
  });

  test("that was declined is in no mail after the order either", async () => {
    await record();
    const picked = async () =>
      (
        await pickProducts(
          shop.context,
          { orderId: given.order.id, customerId: null, productIds: purchase().productIds },
          "follow-up-email",
          "en",
          now(),
        )
      ).map((one) => one.title);
    expect(await picked()).toContain("Fries");
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), clock);
    await tell("declined");
    expect(await picked()).not.toContain("Fries");
  });

  test.each([
    ["the hold is over", {}, HOLD_MILLISECONDS],
    ["it is being picked", { isPicking: true }, 0],
    ["it was shipped", { fulfilledAt: ORDERED.toISOString() }, 0],
    ["it was cancelled", { cancelledAt: ORDERED.toISOString() }, 0],
  ])("is not signed any more once %s (P16)", async (_words, more, milliseconds) => {
    await offerOneClick(context(), purchase(), now());
    await showOneClick(context(), purchase(), clock);
    change(more);
    later(milliseconds);
    expect(await acceptAgain()).toEqual({ state: "refused", refusal: "too-late" });
    expect(await row()).toMatchObject({ state: "shown", changesetId: null });
  });

  test("goes with the customer who asks to be forgotten", async () => {
    await offerOneClick(context(), purchase(), now());
    await record();
    const payload = { customer: { id: numericId(given.order.customerId!) } };
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
