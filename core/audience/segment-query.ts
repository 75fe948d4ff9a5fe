import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import type { Audience, Condition } from "./audience.ts";

/**
 * The customers of an audience, in Shopify's segment query language (help.shopify.com, "Customer segmentation
 * reference"): as far as a customer can be told by what Shopify keeps of them.
 * @returns null where no condition asks for anything of the customer
 */
export function segmentQuery({ match, conditions }: Audience, currencyCode: string): string | null {
  const terms = conditions.flatMap((one) => termOf(one, currencyCode) ?? []);
  if (terms.length === 0) return null;
  return terms.join(match === "all" ? " AND " : " OR ");
}

/** Whether the audience asks for something that is not counted: being signed in, what is in the cart, what was bought. */
export function asksForMore({ conditions }: Audience): boolean {
  return conditions.some((one) => ["signed-in", "cart", "bought", "tiers"].includes(one.kind));
}

function termOf(condition: Condition, currencyCode: string): string | null {
  switch (condition.kind) {
    // Shopify's segments ask what was bought by a function of its own, product by product: not counted here.
    case "bought":
    case "signed-in":
    case "tiers":
    case "cart":
      return null;
    case "orders":
      return bounded("number_of_orders", condition.atLeast, condition.atMost, String);
    case "spent":
      return bounded("amount_spent", condition.atLeastMinor, condition.atMostMinor, (minor) =>
        toDecimal(minor, currencyCode),
      );
    case "tags":
      return each("customer_tags", "CONTAINS", condition.tags, condition.isWanted);
    case "countries":
      return each("customer_countries", "CONTAINS", condition.countries, condition.isWanted);
    case "languages":
      return each("customer_language", "=", condition.languages, condition.isWanted);
  }
}

function bounded(
  field: string,
  atLeast: number,
  atMost: number | null,
  write: (number: number) => string,
): string {
  return atMost === null ? `${field} >= ${write(atLeast)}` : `${field} <= ${write(atMost)}`;
}

/** Any of the words, or none of them. */
function each(field: string, has: string, words: readonly string[], isWanted: boolean): string {
  const operator = isWanted ? has : has === "=" ? "!=" : `NOT ${has}`;
  const terms = words.map((word) => `${field} ${operator} '${word}'`);
  return terms.length === 1 ? terms[0]! : `(${terms.join(isWanted ? " OR " : " AND ")})`;
}
