/** A state of an order, as far as it tells which of two is the later one. */
export interface OrderState {
  /** Instants in ISO 8601. Shopify's has whole seconds. */
  readonly updatedAt: string;
  /** When the webhook that told it was triggered (X-Shopify-Triggered-At); null for what the Admin API answered. */
  readonly triggeredAt: string | null;
  readonly cancelledAt: string | null;
  /** Shopify's OrderDisplayFinancialStatus; null where it was not told. */
  readonly financialStatus: string | null;
}

/** How far along an order's payment is: it goes this way within a second, and not back. */
const PAYMENT_STEPS: readonly string[] = [
  "PENDING",
  "AUTHORIZED",
  "PARTIALLY_PAID",
  "PAID",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
];

/**
 * Which of two states of one order is the later one: by when Shopify updated it; within the same second, by when the webhooks
 * were triggered; then by what is not taken back, a cancellation or a step of the payment.
 * @returns positive where the first is later, negative where the second is, 0 where it cannot be told
 */
export function compareStates(one: OrderState, other: OrderState): number {
  return (
    Date.parse(one.updatedAt) - Date.parse(other.updatedAt) ||
    (one.triggeredAt !== null && other.triggeredAt !== null
      ? Date.parse(one.triggeredAt) - Date.parse(other.triggeredAt)
      : 0) ||
    Number(one.cancelledAt !== null) - Number(other.cancelledAt !== null) ||
    paymentSteps(one, other)
  );
}

function paymentSteps(one: OrderState, other: OrderState): number {
  // A voided payment may come after an authorization only.
  const stepOf = ({ financialStatus }: OrderState) =>
    financialStatus === "VOIDED"
      ? PAYMENT_STEPS.indexOf("AUTHORIZED") + 0.5
      : PAYMENT_STEPS.indexOf(financialStatus ?? "");
  const [first, second] = [stepOf(one), stepOf(other)];
  return first < 0 || second < 0 ? 0 : first - second;
}
