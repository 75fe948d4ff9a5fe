import { standingOf } from "./standing.ts";

/** An order as far as attribution needs it. Money is minor units of the order's currency. */
export interface AttributableOrder {
  /** `gid://shopify/Order/…` */
  readonly orderId: string;
  /** Instants in ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly currencyCode: string;
  /** As people know it: #1001. Orders that were stored before it was looked at have none. */
  readonly name?: string;
  /** Whether it was placed through a test gateway: Shopify says that it is never made a real one. */
  readonly isTest?: boolean;
  /** Shopify's OrderDisplayFinancialStatus; left out where it was not told, and for orders stored before it was looked at. */
  readonly financialStatus?: string;
  /** What is still to be paid of an order that is paid in part. */
  readonly outstandingMinor?: number;
  /** Whether prices are with taxes. */
  readonly taxesIncluded?: boolean;
  /** Whether it was deleted in Shopify. */
  readonly isDeleted?: boolean;
  /** Left out for a guest whom Shopify keeps no customer of, and for orders stored before it was looked at. */
  readonly customerId?: string;
  readonly lines: readonly AttributableLine[];
  /** Codes that were entered at checkout. Orders that were stored before it was looked at have none. */
  readonly discountCodes?: readonly string[];
  /** What is off its shipping. Orders that were stored before it was looked at have none. */
  readonly shippingDiscounts?: readonly AllocatedDiscount[];
  /** Whether it is a gift, by what it says or whom it is sent to. Orders that were stored before it was looked at do not say. */
  readonly isGift?: true;
}

/** What one discount takes off a line, or off shipping. */
export interface AllocatedDiscount {
  readonly title: string;
  readonly amountMinor: number;
  /** Whether it is off the whole order, and this is the line's share of it. */
  readonly isOffOrder?: boolean;
}

/** What stands for the line where an offer made shipping free. */
export const SHIPPING_LINE = "shipping";

export interface AttributableLine {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Orders that were stored before it was looked at have none. */
  readonly variantId?: string;
  /** Left out where the product is gone, as well. */
  readonly productId?: string;
  /** Whether it is a gift card that was sold: Shopify counts it as a sale when it is spent (help.shopify.com, "Gift card sales"). */
  readonly isGiftCard?: boolean;
  /** Whether it is a tip, which is for nothing that was sold. */
  readonly isTip?: boolean;
  /** Of what is downloaded. Orders that were stored before it was looked at do not say. */
  readonly requiresShipping?: false;
  readonly discounts: readonly AllocatedDiscount[];
  /** The offer from whose block the line was added, as the line itself says: a client can set it. */
  readonly addedFromOfferId?: string;
  /** Whether it was added to the paid order with one click, with what is off it for that: the app itself signed it. */
  readonly isOneClick?: boolean;
}

/** Name of the line property in which our blocks write the id of their offer. */
export const OFFER_PROPERTY = "_tandem";

/** What a line's property says of the block that it was added from; nothing unless it is a text. */
export function addedFrom(value: unknown): Pick<AttributableLine, "addedFromOfferId"> {
  return typeof value === "string" && value !== "" ? { addedFromOfferId: value } : {};
}

/** The order, with the line that was added to it with one click marked as its offer's. */
export function withOneClick(
  order: AttributableOrder,
  { variantId, offerId }: { readonly variantId: string; readonly offerId: string },
): AttributableOrder {
  return {
    ...order,
    lines: order.lines.map((line) =>
      line.variantId === variantId
        ? { ...line, addedFromOfferId: offerId, isOneClick: true }
        : line,
    ),
  };
}

/** What one refund took back of a line. */
export interface RefundedLine {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly subtotalMinor: number;
  /** Whether it was taken off before it was sent (REST Refund, restock_type `cancel`): without money, it had not been paid. */
  readonly isCancelled?: boolean;
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
 * Shopify put on the line. A line that several offers share counts for the one that saved most on it, so
 * that no revenue counts twice. An offer without a price of its own leaves no discount: for those, and only
 * where no offer priced the line, the evidence is the block that the line says it was added from. What an
 * offer takes off the whole order, or off shipping, counts as given and brings no revenue: the lines might
 * have been bought without it. A gift card that was sold brings nothing yet: what is bought with it does.
 * @param refunds all refunded lines of the order, each once
 * @param offerByTitle offers by every title under which they were published
 * @param unpricedOffers ids of the offers that have no price of their own
 */
export function attributeOrder(
  order: AttributableOrder,
  refunds: readonly RefundedLine[],
  offerByTitle: ReadonlyMap<string, string>,
  unpricedOffers: ReadonlySet<string> = new Set(),
): AttributedLine[] {
  if (standingOf(order) !== "counts") return [];
  const ours = (discounts: readonly AllocatedDiscount[]) =>
    discounts.flatMap((discount) => {
      const offerId = findOffer(discount.title, offerByTitle);
      return offerId === undefined ? [] : [{ offerId, ...discount }];
    });
  const shipping = ours(order.shippingDiscounts ?? []).map(({ offerId, amountMinor }) => ({
    ...GIVEN,
    lineItemId: SHIPPING_LINE,
    offerId,
    discountMinor: amountMinor,
  }));
  const lines = order.lines.flatMap((line) => {
    const known = ours(line.discounts);
    const priced = known.filter((discount) => !discount.isOffOrder);
    const taken = refunds.filter((refund) => refund.lineItemId === line.lineItemId);
    const units = Math.max(0, line.quantity - sum(taken.map((refund) => refund.quantity)));
    const discounted = sum(line.discounts.map((discount) => discount.amountMinor));
    const paidMinor = line.quantity * line.unitPriceMinor - discounted;
    const revenueMinor = paidMinor - sum(taken.map((refund) => refund.subtotalMinor));
    // What came back without its money still brought it.
    if (line.isTip || (units === 0 && revenueMinor <= 0)) return [];
    const shareOf = (minor: number) => Math.floor((minor * units) / line.quantity);
    const offOrder = known
      .filter((discount) => discount.isOffOrder && units > 0)
      .map(({ offerId, amountMinor }) => ({
        ...GIVEN,
        lineItemId: line.lineItemId,
        offerId,
        discountMinor: shareOf(amountMinor),
      }));
    const source = line.addedFromOfferId;
    const shown = source !== undefined && unpricedOffers.has(source) ? source : undefined;
    const offerId = line.isOneClick ? shown : (priced[0]?.offerId ?? shown);
    if (offerId === undefined) return offOrder;
    const offMinor = line.isOneClick
      ? discounted
      : sum(priced.filter((one) => one.offerId === offerId).map((one) => one.amountMinor));
    return [
      ...offOrder,
      {
        lineItemId: line.lineItemId,
        offerId,
        units,
        revenueMinor: line.isGiftCard ? 0 : revenueMinor,
        discountMinor: shareOf(offMinor),
      },
    ];
  });
  return mergeRows([...lines, ...shipping]);
}

/** One row for a line and an offer: a cart reward may give a gift and take a share of the order off the same line. */
function mergeRows(rows: readonly AttributedLine[]): AttributedLine[] {
  const merged = new Map<string, AttributedLine>();
  for (const row of rows) {
    const key = `${row.lineItemId} ${row.offerId}`;
    const other = merged.get(key) ?? GIVEN;
    merged.set(key, {
      ...row,
      units: row.units + other.units,
      revenueMinor: row.revenueMinor + other.revenueMinor,
      discountMinor: row.discountMinor + other.discountMinor,
    });
  }
  return [...merged.values()];
}

/** A discount that is given, and for which nothing was bought as far as anyone can tell. */
const GIVEN = { units: 0, revenueMinor: 0, discountMinor: 0 };

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
