import fc from "fast-check";
import { openExtension } from "@tandem/storefront-kit/liquid";
import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { describe, expect, test } from "vitest";

import { displayDiscount } from "../../core/offers/kind.ts";
import { compileOffers } from "../../core/offers/compile.ts";
import type { DiscountValue } from "../../core/offers/offer.ts";
import { totalSavingMinor } from "../../core/pricing/explanation.ts";
import { savingOf } from "../../storefront/saving.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";
import { breakOf, bundleOf, live } from "../support/offers.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";

const BLOCKS = "extensions/theme-blocks";
const pricing = await builtPricingModule();
const FIRST = "gid://shopify/Product/1";
const SECOND = "gid://shopify/Product/2";

const discount: fc.Arbitrary<DiscountValue> = fc.oneof(
  fc.record({
    kind: fc.constant("percentage" as const),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({
    kind: fc.constant("amount-off" as const),
    amountMinor: fc.integer({ min: 1, max: 20_000 }),
  }),
  fc.record({
    kind: fc.constant("fixed-price" as const),
    priceMinor: fc.integer({ min: 0, max: 20_000 }),
  }),
);
const price = fc.integer({ min: 0, max: 100_000 });
const currency = fc.constantFrom("EUR", "JPY");

const hundredths = (minor: number, currencyCode: string) =>
  (minor * 100) / 10 ** currencyExponent(currencyCode);

/** Cart's currencies beside the shop's: of a shop in EUR, and of one in JPY. */
const FOREIGN = { EUR: ["USD", "JPY", "CHF"], JPY: ["EUR", "KRW"] } as const;

/**
 * What the theme block's own Liquid says is saved, in minor units.
 * @param currencyCode of the cart
 */
async function liquidSaving(
  minor: number,
  value: DiscountValue,
  currencyCode: string,
  shopCurrency = currencyCode,
): Promise<number> {
  const extension = openExtension({
    root: BLOCKS,
    locale: "en",
    moneyFormat: "",
    currencyCode,
  });
  const globals = { cart: { currency: { iso_code: currencyCode } } };
  const scope = {
    price: hundredths(minor, currencyCode),
    off: displayDiscount(value, shopCurrency),
    is_shop_currency: currencyCode === shopCurrency,
  };
  const text = extension.snippet("tandem-saving", scope, globals);
  return (Number(text) * 10 ** currencyExponent(currencyCode)) / 100;
}

const scriptSaving = (
  minor: number,
  value: DiscountValue,
  currencyCode: string,
  shopCurrency = currencyCode,
) => {
  const unit = 100 / 10 ** currencyExponent(currencyCode);
  const off = displayDiscount(value, shopCurrency);
  return savingOf(hundredths(minor, currencyCode), off, unit, currencyCode) / unit;
};

describe("P1: what the product page says is what checkout charges", () => {
  test("of a bundle, in Liquid and in the browser", async () => {
    await fc.assert(
      fc.asyncProperty(
        price,
        price,
        discount,
        currency,
        async (first, second, value, currencyCode) => {
          const documents = compileOffers(
            [live(bundleOf("Bundle", [FIRST, SECOND], value), "bundle")],
            { currencyCode, timeZone: "UTC" },
          );
          const charged = totalSavingMinor(
            pricing.explain({
              currencyCode,
              language: "EN",
              shopDate: "2026-11-24",
              documents: new Map(
                documents.flatMap(({ productId, pricing: document }) =>
                  document ? [[productId, document]] : [],
                ),
              ),
              lines: [line(0, FIRST, first, 1), line(1, SECOND, second, 1)],
            }),
          );
          expect(scriptSaving(first + second, value, currencyCode)).toBe(charged);
          expect(await liquidSaving(first + second, value, currencyCode)).toBe(charged);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("of a bundle whose amount is stated in the shopper's own currency, whatever the rate", async () => {
    const foreign = currency.chain((shopCurrency) =>
      fc.record({
        shopCurrency: fc.constant(shopCurrency),
        currencyCode: fc.constantFrom(...FOREIGN[shopCurrency]),
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        price,
        price,
        discount,
        foreign,
        fc.integer({ min: 1, max: 20_000 }),
        fc.constantFrom("0.0061", "1.0842", "163.27"),
        async (first, second, value, { shopCurrency, currencyCode }, amount, rate) => {
          const stated = { ...value, presentment: { XPF: 7, [currencyCode]: amount } };
          const documents = compileOffers(
            [live(bundleOf("Bundle", [FIRST, SECOND], stated), "bundle")],
            { currencyCode: shopCurrency, timeZone: "UTC" },
          );
          const charged = totalSavingMinor(
            pricing.explain({
              currencyCode,
              presentmentCurrencyRate: rate,
              language: "EN",
              shopDate: "2026-11-24",
              documents: new Map(
                documents.flatMap(({ productId, pricing: document }) =>
                  document ? [[productId, document]] : [],
                ),
              ),
              lines: [line(0, FIRST, first, 1), line(1, SECOND, second, 1)],
            }),
          );
          const list = first + second;
          expect(scriptSaving(list, stated, currencyCode, shopCurrency)).toBe(charged);
          expect(await liquidSaving(list, stated, currencyCode, shopCurrency)).toBe(charged);
          const said = { percentage: charged, "amount-off": amount, "fixed-price": list - amount };
          expect(charged).toBe(Math.min(Math.max(said[value.kind], 0), list));
        },
      ),
      { numRuns: 400 },
    );
  });

  test("of a quantity break, for each unit", async () => {
    await fc.assert(
      fc.asyncProperty(
        price,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 2, max: 9 }),
        currency,
        async (each, percent, units, currencyCode) => {
          const documents = compileOffers(
            [live(breakOf("Break", FIRST, [[2, percent]]), "break")],
            { currencyCode, timeZone: "UTC" },
          );
          const value: DiscountValue = { kind: "percentage", basisPoints: percent * 100 };
          const charged = totalSavingMinor(
            pricing.explain({
              currencyCode,
              language: "EN",
              shopDate: "2026-11-24",
              documents: new Map([[FIRST, documents[0]!.pricing!]]),
              lines: [line(0, FIRST, each, units)],
            }),
          );
          expect(scriptSaving(each, value, currencyCode) * units).toBe(charged);
          expect((await liquidSaving(each, value, currencyCode)) * units).toBe(charged);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function line(index: number, productId: string, unitPriceMinor: number, quantity: number) {
  return {
    id: cartLineId(index),
    productId,
    variantId: `gid://shopify/ProductVariant/${index + 1}`,
    quantity,
    unitPriceMinor,
  };
}
