import fc from "fast-check";
import { globalId } from "@tandem/storefront-kit/ids";
import { openExtension } from "@tandem/storefront-kit/liquid";
import { expect, test } from "vitest";

import type { CompiledAudience } from "../../core/audience/compile.ts";
import { arbitraryAudience, arbitraryCustomer } from "../support/arbitrary-carts.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";

const pricing = await builtPricingModule();
const extension = openExtension({
  root: "extensions/theme-blocks",
  locale: "en",
  moneyFormat: "€{{amount}}",
  currencyCode: "EUR",
});

/** The same audience as the theme blocks read it: languages as the storefront spells them. */
const forLiquid = ({ of, ...rest }: CompiledAudience): CompiledAudience => ({
  ...rest,
  of: of.map((one) =>
    "languages" in one
      ? { ...one, languages: one.languages.map((language) => language.toLowerCase()) }
      : one,
  ),
});

test("P1: the theme blocks show an offer to just those to whom checkout gives it", () => {
  fc.assert(
    fc.property(
      arbitraryAudience,
      fc.option(arbitraryCustomer, { nil: undefined }),
      fc.constantFrom("DE", "FR"),
      fc.constantFrom("EN", "DE"),
      fc.subarray([1, 2, 3], { minLength: 1 }),
      (audience, customer, countryCode, language, products) => {
        const lines = [100, ...products].map((number) => ({
          id: cartLineId(number),
          productId: globalId("Product", number),
          variantId: globalId("ProductVariant", number),
          quantity: 1,
          unitPriceMinor: 1_000,
        }));
        const tier = { from: 1, off: { percent: 1_000 } };
        const offer = { id: "offer", title: { "": "Offer" }, tiers: [tier], audience };
        const [explained] = pricing.explain({
          currencyCode: "EUR",
          shopDate: "2026-11-24",
          language,
          countryCode,
          ...(customer && { customer }),
          lines,
          documents: new Map([
            [globalId("Product", 100), { v: 1 as const, currency: "EUR", breaks: [offer] }],
          ]),
        }).offers;
        const shown = extension.snippet(
          "tandem-applies",
          { offer: { audience: forLiquid(audience) } },
          {
            customer: customer && {
              orders_count: customer.orders,
              total_spent: customer.spentMinor,
              tags: customer.tags,
              metafields: {
                "$app:tandem": { loyalty: { value: { tierId: customer.tierId } } },
              },
            },
            localization: { country: { iso_code: countryCode } },
            request: { locale: { iso_code: language.toLowerCase() } },
            cart: { items: [100, ...products].map((product_id) => ({ product_id })) },
          },
        );
        expect(shown.trim()).toBe(explained?.verdict.code === "applied" ? "yes" : "no");
      },
    ),
    { numRuns: 2_000 },
  );
});

test("P24: what was bought before is asked of the orders that Liquid tells", () => {
  const applies = (bought: { bought: readonly number[]; not?: true }, orders: number[] | null) =>
    extension
      .snippet(
        "tandem-applies",
        { offer: { audience: { of: [bought] } } },
        {
          customer: orders && {
            orders: orders.map((product_id) => ({ line_items: [{ product_id }] })),
          },
        },
      )
      .trim();
  expect(applies({ bought: [1, 2] }, [2])).toBe("yes");
  expect(applies({ bought: [1, 2] }, [3])).toBe("no");
  expect(applies({ bought: [1], not: true }, [3])).toBe("yes");
  expect(applies({ bought: [1], not: true }, [1])).toBe("no");
  expect(applies({ bought: [1] }, null)).toBe("no");
  expect(applies({ bought: [1], not: true }, null)).toBe("yes");
});
