import fc from "fast-check";
import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { describe, expect, test } from "vitest";

import { bestSavingByBruteForce } from "../../core/pricing/oracle.ts";
import { totalSavingMinor } from "../../core/pricing/explanation.ts";
import type { PricingRequest } from "../../core/pricing/cart-input.ts";
import { arbitraryRequest } from "../support/arbitrary-carts.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";
import { productCandidates } from "../support/product-candidates.ts";

const pricing = await builtPricingModule();
const RUNS = { numRuns: 3_000 };

describe("the built pricing module", () => {
  test("P22: saves the shopper as much as any combination of offers can", () => {
    const exact: unknown[] = [];
    const bounded: unknown[] = [];
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const explanation = pricing.explain(request);
        const best = bestSavingByBruteForce(request);
        // Where the search met its bound, it says so, and cannot have found more than there is.
        if (explanation.isExact) expect(totalSavingMinor(explanation)).toBe(best);
        else expect(totalSavingMinor(explanation)).toBeLessThanOrEqual(best);
        (explanation.isExact ? exact : bounded).push(request);
      }),
      RUNS,
    );
    expect(bounded.length / (exact.length + bounded.length)).toBeLessThan(0.002);
  });

  test("P1, P12: what it answers to Shopify is what it explains, line by line, exact to the cent", () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const explained = pricing.explain(request).lines.filter((line) => line.savingMinor > 0);
        const candidates = productCandidates(pricing.price(request));
        expect(
          candidates.map((one) => [
            one.targets.map((target) => target.cartLine.id),
            toMinor(one.value.fixedAmount.amount, request.currencyCode),
          ]),
        ).toEqual(explained.map((line) => [[line.id], line.savingMinor]));
      }),
      RUNS,
    );
  });

  test("a unit never counts for two offers, and no line costs less than nothing", () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        for (const line of pricing.explain(request).lines) {
          const units = line.parts.reduce((sum, part) => sum + part.units, 0);
          const saving = line.parts.reduce((sum, part) => sum + part.savingMinor, 0);
          expect(units).toBeLessThanOrEqual(line.hasSellingPlan ? 0 : line.quantity);
          expect(saving).toBe(line.savingMinor);
          expect(saving).toBeLessThanOrEqual(line.quantity * line.unitPriceMinor);
        }
      }),
      RUNS,
    );
  });

  test("the same cart always gets the same answer", () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        expect(pricing.price(request)).toEqual(pricing.price(request));
      }),
      { numRuns: 300 },
    );
  });

  test("P5: an amount stated in the cart's currency stands in place of the shop's, whatever the rate", () => {
    fc.assert(
      fc.property(arbitraryRequest, ({ customer: _spentInShopCurrency, ...request }) => {
        const foreign: PricingRequest = {
          ...request,
          currencyCode: "USD",
          presentmentCurrencyRate: "1.37",
          documents: new Map(
            [...request.documents].map(([id, document]) => [
              id,
              statedInDollars(document, ["amount", "price"]),
            ]),
          ),
          ...(request.rewards && { rewards: statedInDollars(request.rewards, ["amount", "from"]) }),
        };
        expect(pricing.explain(foreign)).toEqual(pricing.explain(request));
      }),
      RUNS,
    );
  });
});

/** A document whose own amounts are others: what it said before, it says of dollars only. */
function statedInDollars<T>(document: T, keys: readonly string[]): T {
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    const stated = Object.entries(value).find(
      ([key, inner]) => keys.includes(key) && typeof inner === "number",
    );
    if (!stated) return value;
    const [key, amount] = stated as [string, number];
    return { ...value, [key]: amount * 3 + 7, local: { JPY: 1, USD: amount } };
  }) as T;
}
