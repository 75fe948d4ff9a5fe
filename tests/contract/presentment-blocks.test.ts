import { numericId } from "@tandem/storefront-kit/ids";
import { openExtension } from "@tandem/storefront-kit/liquid";
import { productObject } from "@tandem/storefront-kit/liquid/product-object";
import { describe, expect, test } from "vitest";

import type { RewardStep } from "../../core/offers/cart-reward/terms.ts";
import { compileOffers, compileRewards } from "../../core/offers/compile.ts";
import type { AnyOfferContent, DiscountValue } from "../../core/offers/offer.ts";
import { breakOf, bundleOf, cartRewardOf, live, mixOf } from "../support/offers.ts";

const FIRST = "gid://shopify/Product/1";
const SECOND = "gid://shopify/Product/2";
const SHOP = { currencyCode: "EUR", timeZone: "UTC" };

const extension = openExtension({
  root: "extensions/theme-blocks",
  locale: "en",
  moneyFormat: "${{amount}}",
  currencyCode: "USD",
});

const item = (id: string) =>
  productObject(
    {
      number: numericId(id),
      title: `Product ${numericId(id)}`,
      handle: "product",
      url: "#",
      description: "",
      type: "",
      image: null,
      options: [],
      variants: [
        {
          number: numericId(id) * 10,
          title: "Default Title",
          price: 3_000,
          available: true,
          inventoryQuantity: 9,
          isTracked: true,
          sellsOn: false,
          options: [],
        },
      ],
    },
    null,
  );

/** What a snippet shows to a shopper who pays in dollars, in a shop whose own currency is the euro. */
function shownInDollars(snippet: string, scope: object, globals: object = {}): string {
  const html = extension.snippet(
    snippet,
    { is_shop_currency: false, block: { id: "b", settings: {} }, id: "cart", ...scope },
    {
      cart: { currency: { iso_code: "USD" }, items: [] },
      request: { locale: { iso_code: "en" } },
      shop: { money_format: "${{amount}}" },
      ...globals,
    },
  );
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function shownOffer(snippet: string, content: AnyOfferContent): string {
  const [document] = compileOffers([live(content, "offer")], SHOP);
  const offer = document!.display!.offers[0]!;
  return shownInDollars(snippet, {
    offer,
    copy: offer.copy["default"],
    product: item(FIRST),
    companions: [item(SECOND)],
  });
}

/** The content with its first tier's discount, or its own, another one. */
function withDiscount(content: AnyOfferContent, discount: DiscountValue): AnyOfferContent {
  const [first, ...rest] = "tiers" in content.terms ? content.terms.tiers : [];
  const terms = first ? { tiers: [{ ...first, discount }, ...rest] } : { discount };
  return { ...content, terms: { ...content.terms, ...terms } } as AnyOfferContent;
}

const FIVE_OFF: DiscountValue = { kind: "amount-off", amountMinor: 500 };
const SIX_DOLLARS_OFF: DiscountValue = { ...FIVE_OFF, presentment: { USD: 600 } };

describe("P5: to a shopper who pays in another currency, the blocks show an amount only as it is stated in it", () => {
  test.each([
    ["tandem-set", bundleOf("Set", [FIRST, SECOND]), "$54.00"],
    [
      "tandem-quantity-break",
      breakOf("Break", FIRST, [
        [2, 10],
        [4, 20],
      ]),
      "$24.00",
    ],
    [
      "tandem-mix",
      mixOf(
        "Mix",
        [FIRST, SECOND],
        [
          [2, 10],
          [4, 20],
        ],
      ),
      "−$6.00 each",
    ],
  ])("%s", (snippet, content, stated) => {
    expect(shownOffer(snippet, withDiscount(content, FIVE_OFF))).toBe("");
    expect(shownOffer(snippet, withDiscount(content, SIX_DOLLARS_OFF))).toContain(stated);
  });

  test("an upgrade's difference counts what is off either step", () => {
    const path = (discount: object): AnyOfferContent => {
      const { terms: _terms, ...common } = bundleOf("Path", []);
      const step = { variantIds: [], gain: "", gainTranslations: {}, discountMinor: 0 };
      return {
        ...common,
        kind: "upgrade-path",
        terms: {
          steps: [
            { ...step, productId: FIRST },
            { ...step, productId: SECOND, discountMinor: 500, ...discount },
          ],
        },
      };
    };
    const shown = (content: AnyOfferContent) => {
      const offer = compileOffers([live(content, "offer")], SHOP)[0]!.display!.offers[0]!;
      const dear = item(SECOND);
      const variants = dear.variants.map((one) => ({ ...one, price: 5_000 }));
      const product = item(FIRST);
      return shownInDollars("tandem-upgrade", {
        offer,
        copy: offer.copy["default"],
        product,
        variant: product.variants[0],
        companions: [{ ...dear, variants }],
        quantity: 1,
        is_selected: true,
      });
    };
    expect(shown(path({}))).toBe("");
    expect(shown(path({ discountPresentment: { USD: 600 } }))).toContain("$14.00");
  });

  test("the reward bar is there when every step is stated", () => {
    const rewards = cartRewardOf("Thanks", SECOND);
    if (rewards.kind !== "cart-reward") throw new Error("rewards of the cart");
    const bar = (steps: typeof rewards.terms.steps) => {
      const { display } = compileRewards([live({ ...rewards, terms: { steps } }, "offer")], SHOP);
      const metafields = {
        reward_display: { value: display },
        reward_gifts: { value: [item(SECOND)] },
      };
      return shownInDollars(
        "tandem-reward-bar",
        {},
        {
          shop: { money_format: "${{amount}}", metafields: { "$app:tandem": metafields } },
          cart: {
            currency: { iso_code: "USD" },
            items: [{ original_line_price: 5_500, properties: {} }],
          },
          routes: { cart_add_url: "", cart_change_url: "" },
        },
      );
    };
    const stated: readonly RewardStep[] = rewards.terms.steps.map((step) => ({
      ...step,
      valuePresentment: { USD: step.valueMinor + 1_000 },
    }));
    expect(bar(stated.with(1, rewards.terms.steps[1]!))).toBe("");
    expect(bar(stated)).toContain("$5.00");
    expect(bar(stated)).toContain("$60.00");
  });
});
