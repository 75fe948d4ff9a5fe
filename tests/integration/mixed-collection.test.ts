import { describe, expect, test } from "vitest";

import { findOffer } from "../../app/offers/offer-store.server.ts";
import { saveOffer } from "../../app/offers/save-offer.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { emptyDraft } from "../../core/offers/draft.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");

describe.each(EITHER_DATABASE)("a mix and match of a collection, on %s", (_name, open) => {
  const shop = useShop(open, now);

  const kitchen = () => shop.standIn.store.collections.find((one) => one.handle === "kitchen")!;
  const save = (collectionId: string) => {
    const draft = emptyDraft("mix-and-match");
    return saveOffer(shop.context, {
      id: null,
      version: 0,
      status: "active",
      draft: {
        ...draft,
        name: "Meal",
        copy: { title: "Any three", benefit: "" },
        terms: { ...draft.terms, collectionId },
      },
    });
  };
  const publish = () => publishShop(shop.opened.database, SHOP, shop.standIn.client, now);
  const run = () =>
    shop.opened.database.prisma.publishRun.findUniqueOrThrow({ where: { shop: SHOP } });
  const priced = () =>
    shop.standIn.store.metafields
      .all()
      .filter((one) => one.key === "pricing")
      .map((one) => one.ownerId)
      .toSorted();
  const members = () =>
    shop.standIn.store.products
      .all()
      .filter((one) => one.collectionHandles.includes("kitchen") && one.status === "ACTIVE")
      .map((one) => one.id)
      .toSorted();
  const tellOfChange = async (webhookId: string, topic = "COLLECTIONS_UPDATE") => {
    const { prisma } = shop.opened.database;
    await storeWebhook(prisma, {
      shop: SHOP,
      webhookId,
      topic,
      triggeredAt: now(),
      payload: { id: Number(kitchen().id.split("/").at(-1)) },
    });
    await processInbox(prisma, SHOP, clockOf(now));
  };

  test("is priced on all of its products, and on what they are after a change", async () => {
    const outcome = await save(kitchen().id);
    if (!outcome.ok) throw new Error(outcome.issues[0]?.message);
    await publish();
    const before = members();
    expect(priced()).toEqual(before);

    const leaver = shop.standIn.store.products.get(before[0]!)!;
    shop.standIn.store.putProduct({ ...leaver, collectionHandles: [] });
    await tellOfChange("left");
    await publish();
    expect(priced()).toEqual(before.slice(1));
    // It was no edit: an editor that was open meanwhile can save.
    const stored = await findOffer(shop.opened.database.prisma, SHOP, outcome.offer.id);
    expect(stored?.version).toBe(outcome.offer.version);
  });

  test("is in no price any more when the collection is gone, and the merchant is told", async () => {
    await save(kitchen().id);
    await publish();
    const { id } = kitchen();
    await tellOfChange("gone", "COLLECTIONS_DELETE");
    shop.standIn.store.collections.remove(id);
    await publish();
    expect(priced()).toEqual([]);
    expect(await run()).toMatchObject({
      state: "done",
      message: "Meal: its collection is gone, or has no active products.",
    });
  });

  test("is refused at the field where the collection is gone, empty, or too large", async () => {
    const refusal = async (collectionId: string) => {
      const outcome = await save(collectionId);
      return outcome.ok ? [] : outcome.issues.map(({ field, message }) => `${field}: ${message}`);
    };
    expect(await refusal("gid://shopify/Collection/999")).toEqual([
      "terms.collectionId: This collection no longer exists. Choose another.",
    ]);
    const { store } = shop.standIn;
    for (const product of store.products.all()) store.putProduct({ ...product, status: "DRAFT" });
    expect(await refusal(kitchen().id)).toEqual([
      "terms.collectionId: Burger kitchen has no active products. Choose another.",
    ]);
    const [first] = store.products.all();
    for (let count = 1; count <= 51; count++)
      store.putProduct({
        ...first!,
        id: `gid://shopify/Product/${900_000 + count}`,
        handle: `sauce-${count}`,
        status: "ACTIVE",
        collectionHandles: ["kitchen"],
      });
    expect(await refusal(kitchen().id)).toEqual([
      expect.stringContaining("terms.collectionId: Burger kitchen has more than 50") as string,
    ]);
  });
});
