/** A line of an order, as far as it tells whether it is a tip. */
export interface MaybeTip {
  readonly lineItemId: string;
  readonly hasProduct: boolean;
  readonly amountMinor: number;
  /** Whether the line itself says so; the Admin API does not tell. */
  readonly isNamed?: boolean;
}

/**
 * Which lines of an order are tips. REST names the way in which a tip was paid (`tip_payment_gateway`, "present only on tips", and
 * at times null: shopify.dev, REST Order, "line_items"); GraphQL has no such field. Both tell what the order's tips come to
 * (`total_tip_received`, `totalTipReceivedSet`), and a tip has no product: so it is the last lines without a product whose amounts
 * fit into that sum. A custom item, or a product that was deleted since, has no product either, and is none.
 * @param tipsMinor the sum of all tips of the order
 */
export function findTips(lines: readonly MaybeTip[], tipsMinor: number): Set<string> {
  const tips = new Set<string>();
  let left = tipsMinor;
  const candidates = lines.filter((line) => !line.hasProduct).toReversed();
  // What says itself that it is a tip comes first.
  for (const { lineItemId, amountMinor, isNamed } of [
    ...candidates.filter((line) => line.isNamed),
    ...candidates.filter((line) => !line.isNamed),
  ]) {
    if (!isNamed && (amountMinor === 0 || amountMinor > left)) continue;
    tips.add(lineItemId);
    left -= amountMinor;
  }
  return tips;
}
