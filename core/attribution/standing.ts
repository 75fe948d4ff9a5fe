import type { AttributableOrder } from "./attribute-order.ts";

/**
 * Whether an order counts, and why not: it is not paid yet (`unpaid`), its payment came to nothing (`voided`), it was cancelled,
 * it is a test, or it was deleted in Shopify.
 */
export type Standing = "counts" | "unpaid" | "cancelled" | "voided" | "test" | "deleted";

/** Orders that somebody placed, and that stand: paid, or on the way to it. */
export const STANDING_ORDERS: readonly Standing[] = ["counts", "unpaid"];

/** Orders that show that somebody had ordered before, whatever became of it: neither a test nor one whose payment came to nothing. */
export const KNOWN_ORDERS: readonly Standing[] = ["counts", "unpaid", "cancelled"];

/**
 * Of Shopify's OrderDisplayFinancialStatus (published Admin schema 2026-10), those in which money may still come. `PARTIALLY_PAID`
 * is none of them: what was paid counts, and {@link AttributableOrder.outstandingMinor} is what does not yet.
 */
const UNPAID: readonly string[] = ["PENDING", "AUTHORIZED"];
/** Those in which it does not come any more: an authorization that was voided, or has run out. */
const VOIDED: readonly string[] = ["VOIDED", "EXPIRED"];

/** What an order's standing follows from. */
export type Stated = Pick<
  AttributableOrder,
  "isDeleted" | "isTest" | "cancelledAt" | "financialStatus"
>;

/** How an order stands by its facts. Where Shopify tells no financial status, it counts: so do orders from before it was read. */
export function standingOf({ isDeleted, isTest, cancelledAt, financialStatus }: Stated): Standing {
  if (isDeleted) return "deleted";
  if (isTest) return "test";
  if (cancelledAt !== null) return "cancelled";
  if (VOIDED.includes(financialStatus ?? "")) return "voided";
  return UNPAID.includes(financialStatus ?? "") ? "unpaid" : "counts";
}

/** The order as if it counted: what it would be worth. */
export function asCounted(order: AttributableOrder): AttributableOrder {
  const { isDeleted: _isDeleted, isTest: _isTest, financialStatus: _status, ...rest } = order;
  return { ...rest, cancelledAt: null };
}
