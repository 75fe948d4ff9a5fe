import { toDecimal } from "@tandem/storefront-kit/money/decimal";

/** Makes amounts in minor units what Shopify's APIs call a money bag: the shop sells in its own currency alone. */
export const moneyBag = (currencyCode: string) => (minor: number) => {
  const money = { amount: toDecimal(minor, currencyCode), currencyCode };
  return { shopMoney: money, presentmentMoney: money };
};
