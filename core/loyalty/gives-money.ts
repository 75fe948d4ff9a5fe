import type { ProgrammeRules } from "./programme.ts";

/**
 * Whether a programme turns points into money, and gives friends something off: it runs, and its amounts are of the shop's currency. A
 * discount code is of whatever currency the shop has when it is made, so an amount of the one before would be another in it.
 * @param shopCurrency ISO 4217 code that the shop has by now
 */
export function givesMoney(
  { isRunning, currencyCode }: Pick<ProgrammeRules, "isRunning" | "currencyCode">,
  shopCurrency: string,
): boolean {
  return isRunning && currencyCode === shopCurrency;
}
