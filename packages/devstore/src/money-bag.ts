import { toDecimal } from "@tandem/storefront-kit/money/decimal";

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** An amount in the shop's currency and in the buyer's (shopify.dev, MoneyBag). */
export interface MoneyBag {
  readonly shopMoney: Money;
  readonly presentmentMoney: Money;
}

/** An amount in minor units of a currency, as Shopify's APIs tell it. */
export const moneyOf = (minor: number, currencyCode: string): Money => ({
  amount: toDecimal(minor, currencyCode),
  currencyCode,
});

/** Makes amounts in minor units money bags, where the buyer pays in the shop's own currency. */
export const moneyBag =
  (currencyCode: string) =>
  (minor: number): MoneyBag => {
    const money = moneyOf(minor, currencyCode);
    return { shopMoney: money, presentmentMoney: money };
  };
