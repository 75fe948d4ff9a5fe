import { describe, expect, test } from "vitest";

import { listOffers } from "../../app/offers/offer-store.server.ts";
import { saveOffer } from "../../app/offers/save-offer.server.ts";
import { emptyDraft } from "../../core/offers/draft.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-24T12:00:00Z");

describe.each(EITHER_DATABASE)("saving, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);

  const draft = () => ({
    ...emptyDraft("fixed-bundle"),
    name: "Kit",
    copy: { title: "Kit", benefit: "" },
    terms: {
      components: ["aria-one", "clear-case"].map((handle) => ({
        productId: shop.standIn.productId(handle),
        variantIds: [],
        quantity: "1",
      })),
      discount: { kind: "percentage", value: "10" },
    },
  });
  type Draft = ReturnType<typeof draft>;
  const save = (change: (draft: Draft) => void, more: { id?: string; version?: number } = {}) => {
    const changed = draft();
    change(changed);
    return saveOffer(shop.context, {
      id: more.id ?? null,
      version: more.version ?? 0,
      draft: changed,
      status: "active",
    });
  };

  test.each<[string, (one: Draft) => void, string, RegExp]>([
    ["no components", (one) => (one.terms.components = []), "terms.components", /at least two/],
    ["an empty title", (one) => (one.copy.title = ""), "copy.title", /title/],
    ["HTML in the copy", (one) => (one.copy.benefit = "<b>free</b>"), "copy.benefit", /plain text/],
    [
      "a negative discount",
      (one) => (one.terms.discount.value = "-5"),
      "terms.discount.value",
      /between 0.01 and 100/,
    ],
    [
      "a discount above 100 %",
      (one) => (one.terms.discount.value = "101"),
      "terms.discount.value",
      /between 0.01 and 100/,
    ],
    [
      "a discount in words",
      (one) => (one.terms.discount.value = "ten"),
      "terms.discount.value",
      /percentage/,
    ],
    [
      "an absurdly large quantity",
      (one) => (one.terms.components[0]!.quantity = "999999999999"),
      "terms.components.0.quantity",
      /from 1 to 10000/,
    ],
    [
      "a quantity of nothing",
      (one) => (one.terms.components[0]!.quantity = "0"),
      "terms.components.0.quantity",
      /from 1 to 10000/,
    ],
    [
      "a component listed twice",
      (one) => one.terms.components.push({ ...one.terms.components[0]! }),
      "terms.components.2.productId",
      /already/,
    ],
    [
      "a bundle dearer than its parts",
      (one) => (one.terms.discount = { kind: "fixed-price", value: "9999" }),
      "terms.discount.value",
      /less than its parts/,
    ],
    [
      "a bundle given away",
      (one) => (one.terms.discount = { kind: "amount-off", value: "9999" }),
      "terms.discount.value",
      /Take less off/,
    ],
    [
      "a schedule that ends before it starts",
      (one) =>
        (one.schedule = {
          startsAt: "2026-12-02T00:00:00.000Z",
          endsAt: "2026-12-01T00:00:00.000Z",
        }),
      "schedule.endsAt",
      /later/,
    ],
    [
      "a deleted product",
      (one) => (one.terms.components[1]!.productId = "gid://shopify/Product/999999"),
      "terms.components.1.productId",
      /deleted/,
    ],
  ])("%s is refused at its field, and nothing is stored", async (_what, change, field, message) => {
    const outcome = await save(change);
    expect(outcome.ok).toBe(false);
    const errors = outcome.issues.filter((issue) => issue.severity === "error");
    expect(errors.map((issue) => issue.field)).toContain(field);
    expect(errors.find((issue) => issue.field === field)?.message).toMatch(message);
    expect(await listOffers(shop.context.prisma, SHOP)).toEqual([]);
  });

  test("two live offers on one product are said to compete, and both are stored", async () => {
    await save(() => {});
    const outcome = await save((one) => {
      one.name = "Another";
      one.copy = { title: "Another", benefit: "" };
    });
    expect(outcome.ok).toBe(true);
    expect(outcome.issues[0]).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("“Kit”") as string,
    });
  });

  test("two live offers cannot have one title, since orders name the offer by it", async () => {
    await save(() => {});
    expect(await save((one) => (one.name = "Another"))).toMatchObject({
      ok: false,
      issues: [{ field: "copy.title" }, {}, {}],
    });
  });

  test("an edit that began before another was saved is refused, and overwrites nothing", async () => {
    const first = await save(() => {});
    if (!first.ok) throw new Error("the offer was not stored");
    const edit = { id: first.offer.id, version: first.offer.version };
    expect((await save((one) => (one.name = "Mine"), edit)).ok).toBe(true);
    expect(await save((one) => (one.name = "Theirs"), edit)).toMatchObject({
      ok: false,
      isConflict: true,
    });
    expect((await listOffers(shop.context.prisma, SHOP)).map((one) => one.name)).toEqual(["Mine"]);
  });
});
