import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../money/largest-amount.ts";
import { COPY_LOCALES } from "../offers/locales.ts";
import { productIdSchema } from "../offers/quantities.ts";
import type { Condition } from "./audience.ts";

const MAX_CONDITIONS = 8;
const MAX_WORDS = 20;
const MAX_TAG_LENGTH = 40;
const MAX_ORDERS = 100_000;

const conditionSchema = z.object({
  kind: z.enum(
    ["signed-in", "orders", "spent", "tags", "tiers", "countries", "languages", "cart", "bought"],
    {
      error: "Choose a condition.",
    },
  ),
  comparison: z.enum(["is", "is-not", "at-least", "at-most"], { error: "Choose a comparison." }),
  value: z.string().default(""),
  productIds: z
    .array(productIdSchema)
    .max(MAX_WORDS, `Choose at most ${MAX_WORDS} products.`)
    .default([]),
});

type Typed = z.infer<typeof conditionSchema>;

/** Parses an audience, with numbers as typed. */
export function audienceSchema(currencyCode: string) {
  return z.object({
    match: z.enum(["all", "any"], { error: "Choose whether all conditions or any of them hold." }),
    conditions: z
      .array(
        conditionSchema.transform((typed, context) => {
          const read = readCondition(typed, currencyCode);
          if (typeof read !== "string") return read;
          const field = typed.kind === "cart" || typed.kind === "bought" ? "productIds" : "value";
          context.addIssue({ code: "custom", path: [field], message: read });
          return z.NEVER;
        }),
      )
      .max(MAX_CONDITIONS, `Use at most ${MAX_CONDITIONS} conditions.`),
  });
}

/** @returns the condition, or what is wrong with what was typed */
function readCondition(typed: Typed, currencyCode: string): Condition | string {
  const { kind, comparison, value, productIds } = typed;
  const isWanted = comparison !== "is-not";
  const words = value
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  switch (kind) {
    case "signed-in":
      return { kind, isWanted };
    case "orders": {
      const count = parseDecimal(value, 0);
      if (count === null || count > MAX_ORDERS)
        return `Enter a whole number of orders, up to ${MAX_ORDERS}.`;
      return { kind, ...within(comparison, count, "atLeast", "atMost") };
    }
    case "spent": {
      const exponent = currencyExponent(currencyCode);
      const amount = parseDecimal(value, exponent);
      if (amount === null || amount > MAX_AMOUNT_MINOR)
        return `Enter an amount in ${currencyCode} with at most ${exponent} decimals.`;
      return { kind, ...within(comparison, amount, "atLeastMinor", "atMostMinor") };
    }
    case "tags":
      if (words.length === 0 || words.length > MAX_WORDS)
        return `Enter one to ${MAX_WORDS} tags, with commas in between.`;
      if (words.some((tag) => tag.length > MAX_TAG_LENGTH || /['"\\<>]/.test(tag)))
        return `A tag has at most ${MAX_TAG_LENGTH} characters, and no quotes, backslashes or markup.`;
      return { kind, isWanted, tags: words };
    case "tiers":
      if (words.length === 0) return "Choose the tiers.";
      if (words.length > MAX_WORDS || !words.every((id) => /^[\p{L}\p{N}-]{1,40}$/u.test(id)))
        return "Choose tiers of the loyalty programme, by their ids with commas in between.";
      return { kind, isWanted, tierIds: words };
    case "countries": {
      const countries = words.map((word) => word.toUpperCase());
      const unknown = countries.find((code) => !isCountry(code));
      if (countries.length === 0)
        return "Enter country codes such as DE or US, with commas in between.";
      if (unknown) return `${unknown} is no country’s code. Enter codes such as DE or US.`;
      return { kind, isWanted, countries };
    }
    case "languages": {
      const languages = COPY_LOCALES.filter((locale) => words.includes(locale));
      if (languages.length === 0 || languages.length < new Set(words).size)
        return `Enter languages of: ${COPY_LOCALES.join(", ")}.`;
      return { kind, isWanted, languages };
    }
    case "cart":
      if (productIds.length === 0) return "Choose the products to look for in the cart.";
      return { kind, isWanted, productIds };
    case "bought":
      if (productIds.length === 0) return "Choose the products that were bought, or were not.";
      return { kind, isWanted, productIds };
  }
}

function within<L extends string, M extends string>(
  comparison: Typed["comparison"],
  bound: number,
  atLeast: L,
  atMost: M,
) {
  const isMost = comparison === "at-most";
  return { [atLeast]: isMost ? 0 : bound, [atMost]: isMost ? bound : null } as Record<L, number> &
    Record<M, number | null>;
}

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && COUNTRY_NAMES.of(code) !== undefined;
}
