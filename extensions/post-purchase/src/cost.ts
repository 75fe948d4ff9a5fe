import { formatAmount, formatMoney, toMinor } from "@tandem/storefront-kit/money/decimal";

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

interface MoneyBag {
  readonly presentmentMoney: Money;
}

/** What Shopify works out of changes, as far as it is shown. */
export interface CalculatedPurchase {
  readonly addedTaxLines: readonly { readonly priceSet: MoneyBag }[];
  readonly addedShippingLines: readonly { readonly priceSet: MoneyBag }[];
  readonly updatedLineItems: readonly {
    readonly variantId: number;
    readonly quantity: number;
    readonly priceSet: MoneyBag;
    readonly totalPriceSet: MoneyBag;
  }[];
  readonly totalOutstandingSet: MoneyBag;
}

/** What the addition costs, for a person to read: Shopify's own figures, by which it charges. */
export interface Cost {
  readonly price: string;
  /** What it costs without what is off; null where that is the same. */
  readonly listPrice: string | null;
  /** Null where there are none. */
  readonly taxes: string | null;
  /** Null for none. */
  readonly shipping: string | null;
  readonly total: string;
}

/** @returns null where Shopify does not tell of the variant */
export function costOf(
  { updatedLineItems, ...purchase }: CalculatedPurchase,
  variantId: number,
  locale: string,
): Cost | null {
  const line = updatedLineItems.find((one) => one.variantId === variantId);
  if (!line) return null;
  const { amount, currencyCode } = line.totalPriceSet.presentmentMoney;
  const listMinor = toMinor(line.priceSet.presentmentMoney.amount, currencyCode) * line.quantity;
  const shown = (minor: number) => formatMoney(minor, currencyCode, locale);
  const sumOf = (lines: readonly { readonly priceSet: MoneyBag }[]) => {
    const minor = lines.reduce(
      (sum, { priceSet }) => sum + toMinor(priceSet.presentmentMoney.amount, currencyCode),
      0,
    );
    return minor > 0 ? shown(minor) : null;
  };
  return {
    price: formatAmount(amount, currencyCode, locale),
    listPrice: listMinor > toMinor(amount, currencyCode) ? shown(listMinor) : null,
    taxes: sumOf(purchase.addedTaxLines),
    shipping: sumOf(purchase.addedShippingLines),
    total: formatAmount(purchase.totalOutstandingSet.presentmentMoney.amount, currencyCode, locale),
  };
}
