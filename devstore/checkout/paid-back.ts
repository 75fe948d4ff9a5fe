import type { Refund } from "../state/types.ts";

/** What a refund gave back: what its successful transactions did. */
export function paidBackMinor({ lines, transactions }: Refund): number {
  if (!transactions) return lines.reduce((sum, line) => sum + line.subtotalMinor, 0);
  return transactions
    .filter((one) => one.status === "SUCCESS")
    .reduce((sum, one) => sum + one.amountMinor, 0);
}
