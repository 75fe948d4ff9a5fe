import { globalId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import type { CompiledRewardStep, PricingDocument } from "../../core/offers/documents.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";
import type { CartLine, PricingRequest } from "../../core/pricing/cart-input.ts";
import { builtPricingModule } from "../support/built-pricing-module.ts";

const pricing = await builtPricingModule();

const PEN = 7;
const line = (
  number: number,
  quantity: number,
  unitPriceMinor: number,
  more: Partial<CartLine> = {},
): CartLine => ({
  id: cartLineId(number),
  productId: globalId("Product", number),
  variantId: globalId("ProductVariant", number),
  quantity,
  unitPriceMinor,
  ...more,
});
const gift = (quantity = 1) => line(PEN, quantity, 990, { isGift: true });
const request = (
  lines: CartLine[],
  steps: CompiledRewardStep[],
  more: Partial<PricingRequest> = {},
): PricingRequest => ({
  currencyCode: "EUR",
  language: "EN",
  shopDate: "2026-11-24",
  lines,
  documents: new Map(),
  rewards: {
    v: 1,
    currency: "EUR",
    rewards: [{ id: "reward", title: { "": "Thank you", DE: "Danke" }, steps }],
  },
  ...more,
});

const GIFT_FROM_50 = { from: 5_000, gifts: [{ product: PEN, quantity: 1 }] };
const savings = (asked: PricingRequest) =>
  pricing.explain(asked).lines.map((one) => one.savingMinor);
const documentOf = (percent: number, from: number): PricingDocument => ({
  v: 1,
  currency: "EUR",
  breaks: [{ id: "break", title: { "": "Break" }, tiers: [{ from, off: { percent } }] }],
});

describe("a gift with purchase", () => {
  test("P7: is free from the value on, and charged below it", () => {
    expect(savings(request([line(1, 1, 5_000), gift()], [GIFT_FROM_50]))).toEqual([0, 990]);
    expect(savings(request([line(1, 1, 4_999), gift()], [GIFT_FROM_50]))).toEqual([0, 0]);
  });

  test("does not help to reach the value, however many of it are in the cart", () => {
    expect(savings(request([line(1, 1, 4_500), gift(9)], [GIFT_FROM_50]))).toEqual([0, 0]);
    expect(savings(request([gift(9)], [GIFT_FROM_50]))).toEqual([0]);
  });

  test("is free in the number that is given, and only where the line asks for it", () => {
    expect(savings(request([line(1, 1, 5_000), gift(3)], [GIFT_FROM_50]))).toEqual([0, 990]);
    const bought = line(PEN, 1, 990);
    expect(savings(request([line(1, 1, 5_000), bought], [GIFT_FROM_50]))).toEqual([0, 0]);
  });

  test("a line that asks to be a gift is none unless a step gives just that", () => {
    const wanted = line(2, 1, 20_000, { isGift: true });
    expect(savings(request([line(1, 1, 5_000), wanted], [GIFT_FROM_50]))).toEqual([0, 0]);
    const variant = { from: 1, gifts: [{ product: PEN, quantity: 1, variants: [1] }] };
    expect(savings(request([line(1, 1, 5_000), gift()], [variant]))).toEqual([0, 0]);
  });

  test("counts for no other offer, and one that is bought besides does", () => {
    const documents = new Map([[globalId("Product", PEN), documentOf(5_000, 2)]]);
    const bought = (quantity: number) => [line(1, 1, 5_000), gift(), line(PEN, quantity, 990)];
    expect(savings(request(bought(1), [GIFT_FROM_50], { documents }))).toEqual([0, 990, 0]);
    expect(savings(request(bought(2), [GIFT_FROM_50], { documents }))).toEqual([0, 990, 990]);
  });

  test("P6: is out of the price on the day after its last", () => {
    const asked = request([line(1, 1, 5_000), gift()], [GIFT_FROM_50]);
    const ended = asked.rewards!.rewards.map((one) => ({ ...one, until: "2026-11-23" }));
    expect(savings({ ...asked, rewards: { ...asked.rewards!, rewards: ended } })).toEqual([0, 0]);
  });

  test("a gift card helps to reach no value", () => {
    const card = line(1, 1, 50_000, { isGiftCard: true });
    expect(savings(request([card, gift()], [GIFT_FROM_50]))).toEqual([0, 0]);
  });

  test("a gift card is none, whatever it asks", () => {
    const card = line(PEN, 1, 990, { isGift: true, isGiftCard: true });
    expect(savings(request([line(1, 1, 5_000), card], [GIFT_FROM_50]))).toEqual([0, 0]);
  });
});

describe("a discount on the order", () => {
  const STEPS = [
    { from: 5_000, off: { percent: 500 } },
    { from: 10_000, off: { amount: 2_000 } },
  ];

  test.each([
    [4_999, null],
    [5_000, 250],
    [9_999, 500],
    [10_000, 2_000],
    [50_000, 2_500],
  ])("P8: a cart of %i cents has %s off: the reached step that saves most", (price, saving) => {
    const { orderDiscount } = pricing.explain(request([line(1, 1, price)], STEPS));
    expect(orderDiscount?.savingMinor ?? null).toBe(saving);
  });

  test("is worked out of what the offers leave, from a value that they do not lower", () => {
    const asked = request([line(1, 1, 6_000)], STEPS, {
      documents: new Map([[globalId("Product", 1), documentOf(5_000, 1)]]),
    });
    expect(pricing.explain(asked)).toMatchObject({
      cartValueMinor: 6_000,
      orderDiscount: { offerId: "reward", savingMinor: 150 },
    });
    expect(pricing.price(asked).operations[1]?.orderDiscountsAdd).toMatchObject({
      selectionStrategy: "FIRST",
      candidates: [{ value: { percentage: { value: "5.00" } }, message: "Thank you" }],
    });
  });

  test("P9: leaves gift cards and selling plans out, and names their lines to Shopify", () => {
    const cards = [
      line(2, 1, 50_000, { isGiftCard: true }),
      line(3, 1, 500, { sellingPlanId: "gid://shopify/SellingPlan/1" }),
    ];
    const asked = request([line(1, 1, 6_000), ...cards], STEPS);
    expect(pricing.explain(asked).orderDiscount?.savingMinor).toBe(300);
    const [operation] = pricing.price(asked).operations;
    expect(operation?.orderDiscountsAdd?.candidates[0]?.targets).toEqual([
      { orderSubtotal: { excludedCartLineIds: cards.map(({ id }) => id) } },
    ]);
  });

  test("an amount and a value are converted into the currency of the cart", () => {
    const more = { currencyCode: "JPY", presentmentCurrencyRate: "160.5" };
    const below = request([line(1, 1, 16_049)], STEPS, more);
    expect(pricing.explain(below).orderDiscount?.savingMinor).toBe(802);
    const reached = request([line(1, 1, 16_050)], STEPS, more);
    expect(pricing.explain(reached).orderDiscount?.savingMinor).toBe(3_210);
    expect(pricing.price(reached).operations[0]?.orderDiscountsAdd?.candidates[0]?.value).toEqual({
      fixedAmount: { amount: "3210" },
    });
  });
});

describe("free shipping", () => {
  const SHIPPING_FROM_50 = { from: 5_000 };

  test("is given on every delivery group once the value is reached, in the buyer's language", () => {
    const asked = request([line(1, 2, 2_500)], [SHIPPING_FROM_50], { language: "DE" });
    expect(pricing.priceDelivery(asked).operations).toEqual([
      {
        deliveryDiscountsAdd: {
          selectionStrategy: "ALL",
          candidates: [
            {
              targets: [{ deliveryGroup: { id: "gid://shopify/CartDeliveryGroup/0" } }],
              value: { percentage: { value: "100.0" } },
              message: "Danke",
            },
          ],
        },
      },
    ]);
    expect(pricing.explain(asked).freeShippingOfferId).toBe("reward");
  });

  test("P7: is not given below it, and the explanation says what is missing", () => {
    const asked = request([line(1, 2, 2_000), gift()], [SHIPPING_FROM_50]);
    expect(pricing.priceDelivery(asked).operations).toEqual([]);
    expect(pricing.explain(asked)).toMatchObject({
      freeShippingOfferId: null,
      offers: [{ id: "reward", verdict: { code: "below-first-step", missingMinor: 1_000 } }],
    });
  });
});
