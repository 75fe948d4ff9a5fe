import { currencyExponent } from "@tandem/storefront-kit/money/currency";

import type { Store } from "./state/store.ts";
import type { Cart } from "./state/types.ts";

/**
 * Countries that see the shop in a currency of their own (shopify.dev, "Markets"; help.shopify.com, "Local currencies").
 * The rate is fixed, as of a merchant who sets it by hand; Shopify's own moves, and has a fee in it.
 */
export interface Market {
  readonly countries: readonly string[];
  readonly currencyCode: string;
  /** What one unit of the shop's currency is in the market's, as an exact decimal. */
  readonly rate: string;
  /** Converted prices of products are rounded up to the next of so many minor units, as a merchant may have it; 1 for none. */
  readonly roundUpTo: number;
}

/** Markets beside the shop's own, of a shop that sells in euros. */
const FOREIGN_MARKETS: readonly Market[] = [
  { countries: ["JP"], currencyCode: "JPY", rate: "163.27", roundUpTo: 10 },
  { countries: ["GB"], currencyCode: "GBP", rate: "0.8412", roundUpTo: 1 },
];
const HOME_COUNTRIES = ["DE", "ES", "FR", "IE"];

/** Countries to which the shop sells, and the first one. */
export const COUNTRIES: readonly string[] = [
  ...HOME_COUNTRIES,
  ...FOREIGN_MARKETS.flatMap((market) => market.countries),
];
export const DEFAULT_COUNTRY = "DE";

/** Currencies in which the shop can sell, its own first. */
export function presentmentCurrencies({ shop }: Store): string[] {
  return [...new Set([shop.currencyCode, ...FOREIGN_MARKETS.map((one) => one.currencyCode)])];
}

/** The market in which a country buys: where local currencies are off, everyone buys in the shop's own. */
export function marketOf({ shop }: Store, countryCode: string | undefined): Market {
  const own = { countries: COUNTRIES, currencyCode: shop.currencyCode, rate: "1.0", roundUpTo: 1 };
  if (!shop.sellsInLocalCurrencies) return own;
  return FOREIGN_MARKETS.find(({ countries }) => countries.includes(countryCode ?? "")) ?? own;
}

/** The market abroad that pays in a currency. @throws for one in which none does */
export function marketPayingIn(currencyCode: string): Market {
  const market = FOREIGN_MARKETS.find((one) => one.currencyCode === currencyCode);
  if (!market) throw new Error(`no market pays in ${currencyCode}`);
  return market;
}

/** The market of a cart's shopper. */
export const marketOfCart = (store: Store, cart: Cart) => marketOf(store, cart.countryCode);

/** An amount in the shop's currency, of that code, in a market's, in its minor units; halves go up. */
export function toMarket(currencyCode: string, market: Market, shopMinor: number): number {
  const [numerator, denominator] = ratio(currencyCode, market);
  return Number(divideHalfUp(BigInt(shopMinor) * numerator, denominator));
}

/** An amount in a market's currency in the shop's, of that code, in its minor units; halves go up. */
export function toShop(currencyCode: string, market: Market, marketMinor: number): number {
  const [numerator, denominator] = ratio(currencyCode, market);
  return Number(divideHalfUp(BigInt(marketMinor) * denominator, numerator));
}

/** A part of an amount, as a fraction of whole numbers; halves go up. */
export function shareHalfUp(minor: number, numerator: number, denominator: number): number {
  return Number(divideHalfUp(BigInt(minor) * BigInt(numerator), BigInt(denominator)));
}

/** The price of a product in a market: converted, then rounded as the merchant has it. */
export function priceIn(store: Store, market: Market, shopMinor: number): number {
  const converted = toMarket(store.shop.currencyCode, market, shopMinor);
  return Math.ceil(converted / market.roundUpTo) * market.roundUpTo;
}

/** What a minor unit of the shop's currency is in those of the market's, as a fraction of whole numbers. */
function ratio(shopCurrency: string, { currencyCode, rate }: Market): [bigint, bigint] {
  const [whole = "", decimals = ""] = rate.split(".");
  const shift = currencyExponent(currencyCode) - currencyExponent(shopCurrency);
  const ten = (power: number) => 10n ** BigInt(Math.max(0, power));
  return [BigInt(whole + decimals) * ten(shift), 10n ** BigInt(decimals.length) * ten(-shift)];
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n;
  const size = isNegative ? -dividend : dividend;
  const quotient = (2n * size + divisor) / (2n * divisor);
  return isNegative ? -quotient : quotient;
}
