import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fromCsvRecord, toCsvRecords } from "./csv-records.ts";
import { emptyDraft } from "./draft.ts";
import { OFFER_KINDS } from "./kind-traits.ts";
import type { Offer, OfferKind } from "./offer.ts";
import { parseOfferContent } from "./schema.ts";

const product = (number: number) => `gid://shopify/Product/${number}`;
const variants = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 3 })
  .map((numbers) => numbers.map((number) => `gid://shopify/ProductVariant/${number}`));
const products = (minLength: number, start = 1) =>
  fc
    .array(variants, { minLength, maxLength: 4 })
    .map((lists) =>
      lists.map((variantIds, index) => ({ productId: product(start + index), variantIds })),
    );
const components = (minLength: number, start = 1) =>
  products(minLength, start).chain((list) =>
    fc
      .array(fc.integer({ min: 1, max: 9 }), { minLength: list.length, maxLength: list.length })
      .map((counts) => list.map((one, index) => ({ ...one, quantity: String(counts[index]) }))),
  );
const presentment = fc.constantFrom({}, { presentment: { JPY: "700", USD: "4.20" } });
const discount = fc.oneof(
  fc.integer({ min: 1, max: 100 }).map((value) => ({ kind: "percentage", value: String(value) })),
  fc
    .tuple(fc.integer({ min: 1, max: 900 }), presentment)
    .map(([value, more]) => ({ kind: "amount-off", value: `${value}.50`, ...more })),
  fc
    .tuple(fc.integer({ min: 0, max: 900 }), presentment)
    .map(([value, more]) => ({ kind: "fixed-price", value: `${value}.00`, ...more })),
);
const tiers = fc
  .array(discount, { minLength: 1, maxLength: 4 })
  .map((list) => list.map((one, index) => ({ minimumQuantity: String(index + 2), discount: one })));
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ maxLength, unit: "binary" }),
      fc.constantFrom("'quoted", "=1+1", "-10 %", 'a, "b"\nc', "+", "@x"),
    )
    .filter((one) => !/[<>]/.test(one))
    .map((one) => one.trim());
const title = text(60).map((one) => one || "Title");

const TERMS: Record<OfferKind, fc.Arbitrary<unknown>> = {
  "fixed-bundle": fc.record({
    components: components(2),
    discount,
    oneLineAs: fc.constantFrom(
      [],
      [{ productId: product(40), variantIds: ["gid://shopify/ProductVariant/41"] }],
    ),
  }),
  "quantity-break": fc.record({ products: products(1), tiers }),
  "mix-and-match": fc.record({
    collectionId: fc.constantFrom("", "gid://shopify/Collection/7"),
    products: products(1),
    tiers,
    boxSize: fc.constantFrom("", "9"),
  }),
  "buy-x-get-y": fc.record({
    buy: components(1),
    get: components(1, 10),
    discount,
    maximumSets: fc.constantFrom("", "3"),
  }),
  "cross-sell": fc.record({
    triggers: products(1),
    complements: products(1, 10),
    hidesBought: fc.boolean(),
    oneClickPercent: fc.constantFrom("", "10", "12.5"),
  }),
  "add-on": fc.record({ triggers: products(1), complements: products(1, 10) }),
  "cart-reward": fc
    .array(
      fc.oneof(
        fc.integer({ min: 1, max: 90 }).map((off) => ({ reward: "percentage", off: String(off) })),
        fc.integer({ min: 1, max: 90 }).map((off) => ({ reward: "amount-off", off: `${off}.50` })),
        components(1).map((gifts) => ({ reward: "gift", gifts: gifts.slice(0, 3) })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((rewards) => ({
      steps: rewards.map((one, index) => ({ off: "", gifts: [], ...one, value: `${index + 1}0` })),
    })),
  "upgrade-path": products(2).chain((list) =>
    fc.tuple(text(60), text(60)).map(([gain, german]) => ({
      steps: list.map((one, index) => ({
        ...one,
        gain,
        gainTranslations: german === "" ? {} : { de: german },
        discount: index === 0 ? "" : "1.50",
      })),
    })),
  ),
};

const condition = fc.constantFrom(
  { kind: "signed-in", comparison: "is-not", value: "", productIds: [] },
  { kind: "orders", comparison: "at-most", value: "0", productIds: [] },
  { kind: "spent", comparison: "at-least", value: "99.50", productIds: [] },
  { kind: "tags", comparison: "is", value: "VIP, big spender", productIds: [] },
  { kind: "countries", comparison: "is-not", value: "DE, AT", productIds: [] },
  { kind: "languages", comparison: "is", value: "en, de", productIds: [] },
  { kind: "cart", comparison: "is", value: "", productIds: [product(7), product(8)] },
);

const offer = fc.constantFrom(...OFFER_KINDS).chain((kind) =>
  fc
    .record({
      terms: TERMS[kind],
      name: title,
      copy: fc.record({ title, benefit: text(140) }),
      translations: fc.constantFrom({}, { de: { title: "Titel", benefit: "" } }),
      startsAt: fc.constantFrom("", "2026-12-01T09:00:00.000Z"),
      isShown: fc.boolean(),
      audience: fc.record({
        match: fc.constantFrom("all", "any"),
        conditions: fc.array(condition, { maxLength: 3 }),
      }),
    })
    .map(({ startsAt, isShown, ...draft }): Offer => {
      const parsed = parseOfferContent(
        {
          ...emptyDraft(kind),
          ...draft,
          schedule: { startsAt, endsAt: "" },
          ...(!isShown && { surfaces: [] }),
        },
        "EUR",
      );
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      return { ...parsed.content, id: `id-${kind}`, status: "paused", version: 3 };
    }),
);

describe("offers as rows of a CSV file", () => {
  test("of every kind come back as they were, also beside others in one file", () => {
    fc.assert(
      fc.property(fc.array(offer, { minLength: 1, maxLength: 4 }), (offers) => {
        const { columns, records } = toCsvRecords(offers, "EUR");
        // A file has every column in every row.
        const rows = records.map((record) =>
          Object.fromEntries(columns.map((column) => [column, record[column] ?? ""])),
        );
        rows.forEach((row, index) => {
          const { version: _version, ...wanted } = offers[index]!;
          const read = fromCsvRecord(row);
          if (!read.ok) throw new Error(JSON.stringify(read.issues));
          const parsed = parseOfferContent(read.draft, "EUR");
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
          expect({ ...parsed.content, id: read.id, status: read.status }).toEqual(wanted);
        });
      }),
      { numRuns: 400 },
    );
  });

  test("no cell is a formula to a spreadsheet", () => {
    fc.assert(
      fc.property(offer, (one) => {
        for (const cell of Object.values(toCsvRecords([one], "EUR").records[0]!))
          expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test("a row of few cells is a draft with the kind's defaults", () => {
    const read = fromCsvRecord({
      kind: "fixed-bundle",
      name: "Kit",
      "copy.title": "Kit",
      "terms.components.0.productId": product(1),
      "terms.components.1.productId": product(2),
      "terms.discount.kind": "percentage",
      "terms.discount.value": "10",
    });
    expect(read).toMatchObject({ ok: true, id: null, status: "draft" });
    const parsed = parseOfferContent(read.ok && read.draft, "EUR");
    expect(parsed).toMatchObject({
      ok: true,
      content: {
        surfaces: ["product"],
        terms: { components: [{ quantity: 1, variantIds: [] }, { productId: product(2) }] },
      },
    });
  });

  test("what a row leaves out is asked for in words", () => {
    const read = fromCsvRecord({ kind: "add-on", name: "Wrap", "copy.title": "Wrap" });
    const parsed = parseOfferContent(read.ok && read.draft, "EUR");
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.message)).toEqual([
      "Choose the products on whose page it is shown.",
      "Choose what goes with it.",
    ]);
  });

  test.each([
    [{ kind: "hamper" }, "kind"],
    [{ kind: "add-on", status: "gone" }, "status"],
  ])("%j is refused at %s", (record, field) => {
    const read = fromCsvRecord(record);
    expect(read.ok ? [] : read.issues.map((issue) => issue.field)).toEqual([field]);
  });

  describe("columns that no offer has", () => {
    const row = { kind: "quantity-break", name: "a", "copy.title": "c" };
    const issuesOf = (record: Record<string, string>) => {
      const read = fromCsvRecord(record);
      return read.ok ? [] : read.issues.map(({ field, message }) => [field, message]);
    };

    test("P32: a column that walks to a prototype is refused by its name, and changes no object", () => {
      for (const column of ["__proto__.x", "constructor.prototype.x", "copy.__proto__.x"]) {
        const record = JSON.parse(JSON.stringify(row).replace("}", `,"${column}":"1"}`));
        expect(issuesOf(record as Record<string, string>)).toEqual([
          [column, `There is no column “${column}”. Export your offers to see all columns.`],
        ]);
        expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
      }
      expect(issuesOf(Object.fromEntries([...Object.entries(row), ["__proto__", "1"]]))).toEqual([
        ["__proto__", "There is no column “__proto__”. Export your offers to see all columns."],
      ]);
    });

    test("P32: a column below a cell is refused, and so are 50,000 dots, at once", () => {
      expect(issuesOf({ ...row, "name.x": "1" })).toEqual([
        ["name.x", "There is no column “name.x”. Did you mean “name”?"],
      ]);
      const [[field, message] = []] = issuesOf({ ...row, [`name${".".repeat(50_000)}x`]: "1" });
      expect(field).toHaveLength(61);
      expect(message?.length).toBeLessThan(200);
    });

    test.each([
      ["schedule.startAt", "schedule.startsAt"],
      ["statsu", "status"],
      ["title", "copy.title"],
      ["translations.de.titel", "translations.de.title"],
      ["terms.tiers.12.minimumQantity", "terms.tiers.12.minimumQuantity"],
    ])("the column %s is refused, and %s suggested", (column, meant) => {
      expect(issuesOf({ ...row, [column]: "1" })).toEqual([
        [column, `There is no column “${column}”. Did you mean “${meant}”?`],
      ]);
    });

    test("a list’s items are counted from 0 to 49", () => {
      const list = "terms.products";
      expect(issuesOf({ ...row, [`${list}.50.productId`]: product(1) })).toEqual([
        [
          `${list}.50.productId`,
          `There is no column “${list}.50.productId”. Items of a list are numbered from 0 to 49.`,
        ],
      ]);
      expect(issuesOf({ ...row, [`${list}.49.productId`]: product(1) })).toEqual([]);
    });

    test("a cell in a column of another kind is refused; an empty one says nothing", () => {
      const column = "terms.components.0.quantity";
      expect(issuesOf({ ...row, [column]: "2" })).toEqual([
        [column, `An offer of the kind quantity-break has no “${column}”. Clear the cell.`],
      ]);
      expect(issuesOf({ ...row, [column]: "", remark: " " })).toEqual([]);
    });

    test("of many, the first five are named and the others counted", () => {
      const many = Object.fromEntries(Array.from({ length: 40 }, (_one, at) => [`note${at}`, "1"]));
      const issues = issuesOf({ ...row, ...many });
      expect(issues).toHaveLength(6);
      expect(issues.at(-1)).toEqual(["", "35 more columns are not known."]);
    });

    test("no column brings an error, whatever its name", () => {
      const segment = fc.constantFrom(
        ...["__proto__", "constructor", "prototype", "terms", "copy", "name", "title", "0", "7"],
        ...[
          "steps",
          "components",
          "discount",
          "presentment",
          "EUR",
          "toString",
          "",
          "translations",
        ],
      );
      fc.assert(
        fc.property(
          fc.constantFrom(...OFFER_KINDS),
          fc.dictionary(
            fc.array(segment, { maxLength: 6 }).map((path) => path.join(".")),
            fc.string(),
          ),
          (kind, cells) => {
            fromCsvRecord({ ...cells, kind, name: "a" });
            expect(Object.keys(Object.prototype)).toEqual([]);
          },
        ),
      );
    });
  });
});
