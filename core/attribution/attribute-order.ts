/** An order as far as attribution needs it. Money is minor units of the order's currency. */
export interface AttributableOrder {
  /** `gid://shopify/Order/…` */
  readonly orderId: string;
  /** Instants in ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly currencyCode: string;
  readonly lines: readonly AttributableLine[];
}

export interface AttributableLine {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly discounts: readonly { readonly title: string; readonly amountMinor: number }[];
}

/** What one refund took back of a line. */
export interface RefundedLine {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly subtotalMinor: number;
}

/** What an offer brought on one line, net of refunds. */
export interface AttributedLine {
  readonly lineItemId: string;
  readonly offerId: string;
  readonly revenueMinor: number;
  readonly discountMinor: number;
  readonly units: number;
}

/** How the pricing module joins the titles of several offers on one line; the first saved most. */
const TITLE_JOINT = " + ";

/**
 * Which of an order's lines an offer priced, and what they came to. The evidence is the discount that
 * Shopify put on the line, never a property that a client can set. A line that several offers share
 * counts for the one that saved most on it, so that no revenue counts twice.
 * @param refunds all refunded lines of the order, each once
 * @param offerByTitle offers by every title under which they were published
 */
export function attributeOrder(
  order: AttributableOrder,
  refunds: readonly RefundedLine[],
  offerByTitle: ReadonlyMap<string, string>,
): AttributedLine[] {
  if (order.cancelledAt !== null) return [];
  return order.lines.flatMap((line) => {
    const priced = line.discounts.flatMap((discount) => {
      const offerId = findOffer(discount.title, offerByTitle);
      return offerId === undefined ? [] : [{ offerId, amountMinor: discount.amountMinor }];
    });
    const first = priced[0];
    if (!first) return [];
    const taken = refunds.filter((refund) => refund.lineItemId === line.lineItemId);
    const units = Math.max(0, line.quantity - sum(taken.map((refund) => refund.quantity)));
    if (units === 0) return [];
    const discounted = sum(line.discounts.map((discount) => discount.amountMinor));
    const paidMinor = line.quantity * line.unitPriceMinor - discounted;
    const offMinor = sum(
      priced.filter((one) => one.offerId === first.offerId).map((one) => one.amountMinor),
    );
    return [
      {
        lineItemId: line.lineItemId,
        offerId: first.offerId,
        units,
        revenueMinor: paidMinor - sum(taken.map((refund) => refund.subtotalMinor)),
        discountMinor: Math.floor((offMinor * units) / line.quantity),
      },
    ];
  });
}

function findOffer(title: string, offerByTitle: ReadonlyMap<string, string>): string | undefined {
  const whole = offerByTitle.get(title);
  if (whole !== undefined) return whole;
  for (let at = title.indexOf(TITLE_JOINT); at >= 0; at = title.indexOf(TITLE_JOINT, at + 1)) {
    const leading = offerByTitle.get(title.slice(0, at));
    if (leading !== undefined) return leading;
  }
  return undefined;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
