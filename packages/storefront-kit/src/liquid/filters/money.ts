import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";
import { formatMoney } from "../../money/money-format.ts";

export interface MoneyOptions {
  /** Such as `€{{amount}}` (shopify.dev, "Currency formatting"). */
  readonly moneyFormat: string;
  readonly currencyCode: string;
}

/** Shopify's money filters. An amount is hundredths; what is none prints as nothing. */
export function registerMoneyFilters(liquid: Liquid, { moneyFormat, currencyCode }: MoneyOptions) {
  const bareFormat = `{{${/\{\{\s*(\w+)\s*\}\}/.exec(moneyFormat)?.[1] ?? "amount"}}}`;
  const format = (given: unknown, by: string): string => {
    const plain: unknown = toValue(given);
    if (plain === null || plain === undefined || plain === "") return "";
    const amount = Math.round(Number(plain));
    if (Number.isNaN(amount)) return "";
    return amount < 0 ? `-${formatMoney(-amount, by)}` : formatMoney(amount, by);
  };
  liquid.registerFilter("money", (amount: unknown) => format(amount, moneyFormat));
  liquid.registerFilter("money_with_currency", (amount: unknown) => {
    const text = format(amount, moneyFormat);
    return text && `${text} ${currencyCode}`;
  });
  liquid.registerFilter("money_without_currency", (amount: unknown) => format(amount, bareFormat));
  liquid.registerFilter("money_without_trailing_zeros", (amount: unknown) =>
    format(amount, moneyFormat).replace(/[.,]00(?!\d)/, ""),
  );
}
