/**
 * Spreads an amount over lines in proportion to what each costs, to the cent. Shopify spreads a discount "across all entitled lines"
 * (shopify.dev, DiscountApplicationAllocationMethod) and takes none below zero; which line has the odd cent it does not say, and of
 * the units of a line it is a later one (DiscountAllocation, "[0.01, 0.01, 0.02]"): here as well. So a line that is free has none.
 * @param costs whole minor units, none negative
 * @returns a share for each line, never above its cost, which together are the amount, or all that the lines cost
 */
export function spreadAmount(amountMinor: number, costs: readonly number[]): number[] {
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  if (total === 0) return costs.map(() => 0);
  const amount = Math.min(amountMinor, total);
  let costSoFar = 0;
  let spreadSoFar = 0;
  return costs.map((cost) => {
    costSoFar += cost;
    const due = Number((BigInt(amount) * BigInt(costSoFar)) / BigInt(total));
    const share = due - spreadSoFar;
    spreadSoFar = due;
    return share;
  });
}
