import { describe, expect, test } from "vitest";

import { emptyDraft } from "../offers/draft.ts";
import { parseOfferContent } from "../offers/schema.ts";
import { EVERYONE } from "./audience.ts";
import { toAudienceDraft } from "./draft.ts";
import { audienceSchema } from "./schema.ts";
import { asksForMore, segmentQuery } from "./segment-query.ts";

const condition = (kind: string, comparison: string, value = "", productIds: string[] = []) => ({
  kind,
  comparison,
  value,
  productIds,
});
const parse = (...conditions: unknown[]) =>
  audienceSchema("EUR").parse({ match: "all", conditions });
const NAMED = {
  name: "Offer",
  copy: { title: "Offer", benefit: "" },
  terms: {
    products: [{ productId: "gid://shopify/Product/1", variantIds: [] }],
    tiers: [{ minimumQuantity: "2", discount: { kind: "percentage", value: "5" } }],
  },
};
const PHONE = "gid://shopify/Product/1";

describe("what a merchant types", () => {
  test.each([
    [condition("orders", "at-least", "1.5"), "Enter a whole number of orders"],
    [condition("orders", "at-least", "many"), "Enter a whole number of orders"],
    [condition("spent", "at-least", "12.345"), "Enter an amount in EUR with at most 2 decimals."],
    [condition("tags", "is", " , "), "Enter one to 20 tags"],
    [condition("tags", "is", "it's"), "no quotes"],
    [condition("countries", "is", "DE, Narnia"), "NARNIA is no country’s code."],
    [condition("countries", "is", "DE, QQ"), "QQ is no country’s code."],
    [condition("languages", "is", "de, tlh"), "Enter languages of: en, de, fr, es, ja."],
    [condition("cart", "is"), "Choose the products to look for in the cart."],
    [condition("bought", "is"), "Choose the products that were bought"],
    [condition("mood", "is", "good"), "Choose a condition."],
  ])("%j is refused with words", (typed, expected) => {
    const parsed = audienceSchema("EUR").safeParse({ match: "all", conditions: [typed] });
    expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(expected);
    expect(parsed.error?.issues[0]?.path.slice(0, 2)).toEqual(["conditions", 0]);
  });

  test("comes back to the form as it was typed", () => {
    const typed = [
      condition("signed-in", "is"),
      condition("orders", "at-least", "2"),
      condition("spent", "at-most", "100.00"),
      condition("tags", "is-not", "VIP, Gold"),
      condition("countries", "is", "DE, AT"),
      condition("languages", "is", "de"),
      condition("cart", "is-not", "", [PHONE]),
      condition("bought", "is", "", [PHONE]),
    ];
    expect(toAudienceDraft(parse(...typed), "EUR").conditions).toEqual(typed);
  });
});

test("what was bought before decides no price", () => {
  const audience = { match: "all", conditions: [condition("bought", "is", "", [PHONE])] };
  const parsed = parseOfferContent({ ...emptyDraft("quantity-break"), ...NAMED, audience }, "EUR");
  expect(parsed.ok ? [] : parsed.issues).toMatchObject([
    { severity: "error", field: "audience.conditions.0.productIds" },
  ]);
});

describe("the customers of an audience, for Shopify to count", () => {
  test("are those for whom all conditions hold, or any", () => {
    const audience = parse(
      condition("orders", "at-least", "2"),
      condition("spent", "at-most", "99.5"),
      condition("tags", "is", "VIP, Gold"),
    );
    expect(segmentQuery(audience, "EUR")).toBe(
      "number_of_orders >= 2 AND amount_spent <= 99.50 AND (customer_tags CONTAINS 'VIP' OR customer_tags CONTAINS 'Gold')",
    );
    expect(segmentQuery({ ...audience, match: "any" }, "EUR")).toContain("99.50 OR (");
  });

  test("of none of several words, have none of them", () => {
    expect(segmentQuery(parse(condition("countries", "is-not", "de, at")), "EUR")).toBe(
      "(customer_countries NOT CONTAINS 'DE' AND customer_countries NOT CONTAINS 'AT')",
    );
    expect(segmentQuery(parse(condition("languages", "is-not", "de")), "EUR")).toBe(
      "customer_language != 'de'",
    );
  });

  test("cannot be told by what depends on the visit", () => {
    const visit = parse(condition("signed-in", "is"), condition("cart", "is", "", [PHONE]));
    expect(segmentQuery(visit, "EUR")).toBeNull();
    expect(asksForMore(visit)).toBe(true);
    expect(segmentQuery(EVERYONE, "EUR")).toBeNull();
  });
});
