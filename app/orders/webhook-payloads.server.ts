import { z } from "zod";

import { addedFrom, OFFER_PROPERTY } from "../../core/attribution/attribute-order.ts";
import type {
  AllocatedDiscount,
  AttributableLine,
  AttributableOrder,
  RefundedLine,
} from "../../core/attribution/attribute-order.ts";
import { standingLines } from "../../core/attribution/standing-lines.ts";
import { globalId } from "../../core/catalog/global-id.ts";
import type { BuyerContact } from "../../core/loyalty/contact.ts";
import { toMinor } from "../../core/money/decimal.ts";
import type { Fulfillment } from "../../core/follow-ups/fulfillment.ts";
import { fulfillmentsOfOrder } from "../follow-ups/fulfillment-payload.ts";
import { giftOfPayload } from "./gift-of-payload.ts";
import { amountSchema, instantSchema } from "./webhook-fields.ts";

const refundSchema = z.object({
  id: z.number(),
  order_id: z.number().optional(),
  refund_line_items: z.array(
    z.object({
      line_item_id: z.number(),
      quantity: z.number(),
      subtotal: amountSchema,
    }),
  ),
});

const allocationsSchema = z.array(
  z.object({ amount: amountSchema, discount_application_index: z.number() }),
);

const orderSchema = z.object({
  id: z.number(),
  created_at: instantSchema,
  updated_at: instantSchema,
  cancelled_at: instantSchema.nullable(),
  currency: z.string(),
  checkout_token: z.string().nullish(),
  customer: z.object({ id: z.number() }).nullish(),
  email: z.string().nullish(),
  shipping_address: z
    .object({
      address1: z.string().nullish(),
      zip: z.string().nullish(),
      country_code: z.string().nullish(),
    })
    .nullish(),
  discount_codes: z.array(z.object({ code: z.string() })).default([]),
  line_items: z.array(
    z.object({
      id: z.number(),
      quantity: z.number(),
      current_quantity: z.number().optional(),
      price: amountSchema,
      variant_id: z.number().nullish(),
      product_id: z.number().nullish(),
      gift_card: z.boolean().default(false),
      requires_shipping: z.boolean().nullish(),
      properties: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
      discount_allocations: allocationsSchema,
    }),
  ),
  shipping_lines: z.array(z.object({ discount_allocations: allocationsSchema })).default([]),
  discount_applications: z.array(
    z.object({
      type: z.string(),
      title: z.string().optional(),
      target_selection: z.string().optional(),
    }),
  ),
  refunds: z.array(refundSchema).default([]),
});

export interface OrderRefund {
  readonly refundId: string;
  readonly orderId: string;
  readonly lines: readonly RefundedLine[];
  /** Of a chargeback; a refund has none. */
  readonly chargedBackMinor?: number;
}

export interface OrderNews {
  readonly order: AttributableOrder;
  /** Left out where the Admin API was asked: it is only told in webhooks. */
  readonly contact?: BuyerContact;
  /** Null for an order of another channel; left out likewise. */
  readonly checkoutToken?: string | null;
  readonly refunds: readonly OrderRefund[];
  /** What was sent of it; left out where the Admin API was asked, which is asked for these apart. */
  readonly fulfillments?: readonly Fulfillment[];
}

/** Reads the body of an `orders/*` webhook. @throws when it is not of Shopify's form */
export function parseOrderPayload(payload: unknown): OrderNews {
  const order = orderSchema.parse(payload);
  const orderId = globalId("Order", order.id);
  const refunds = order.refunds.map((refund) => toRefund(refund, orderId, order.currency));
  const refunded = refunds.flatMap((refund) => refund.lines);
  const currentQuantities = new Map(
    order.line_items.flatMap(({ id, current_quantity: current }) =>
      current === undefined ? [] : [[globalId("LineItem", id), current] as const],
    ),
  );
  const lines = order.line_items.map((line) => toLine(line, order));
  return {
    order: {
      orderId,
      createdAt: order.created_at,
      updatedAt: order.updated_at,
      cancelledAt: order.cancelled_at,
      currencyCode: order.currency,
      ...(order.customer && { customerId: globalId("Customer", order.customer.id) }),
      lines: standingLines(lines, currentQuantities, refunded),
      shippingDiscounts: order.shipping_lines.flatMap((line) =>
        line.discount_allocations.map((allocation) => toDiscount(allocation, order)),
      ),
      ...giftOfPayload(payload),
      ...(order.discount_codes.length > 0 && {
        discountCodes: order.discount_codes.map(({ code }) => code.toUpperCase()),
      }),
    },
    contact: contactOf(order),
    checkoutToken: order.checkout_token ?? null,
    refunds,
    fulfillments: fulfillmentsOfOrder(payload),
  };
}

function toLine(
  line: z.infer<typeof orderSchema>["line_items"][number],
  order: z.infer<typeof orderSchema>,
): AttributableLine {
  return {
    lineItemId: globalId("LineItem", line.id),
    quantity: line.quantity,
    unitPriceMinor: toMinor(line.price, order.currency),
    ...(line.variant_id && { variantId: globalId("ProductVariant", line.variant_id) }),
    ...(line.product_id && { productId: globalId("Product", line.product_id) }),
    ...(line.gift_card && { isGiftCard: true }),
    ...(line.requires_shipping === false && { requiresShipping: false }),
    ...addedFrom(line.properties.find((one) => one.name === OFFER_PROPERTY)?.value),
    discounts: line.discount_allocations.map((allocation) => toDiscount(allocation, order)),
  };
}

function contactOf({ email, shipping_address: to }: z.infer<typeof orderSchema>): BuyerContact {
  return {
    email: email ?? null,
    address: to
      ? { address1: to.address1 ?? null, zip: to.zip ?? null, country: to.country_code ?? null }
      : null,
  };
}

function toDiscount(
  allocation: z.infer<typeof allocationsSchema>[number],
  order: z.infer<typeof orderSchema>,
): AllocatedDiscount {
  const application = order.discount_applications[allocation.discount_application_index];
  // Only an automatic discount can be ours; a code of the same name is the merchant's own.
  const title = application?.type === "automatic" ? (application.title ?? "") : "";
  const amountMinor = toMinor(allocation.amount, order.currency);
  return { title, amountMinor, ...(application?.target_selection === "all" && OFF_ORDER) };
}

/** A discount that selects all lines is off the order (shopify.dev, REST Order, "discount_applications"). */
const OFF_ORDER = { isOffOrder: true };

/** Reads the body of `refunds/create`. @throws when it is not of Shopify's form */
export function parseRefundPayload(payload: unknown, currencyCode: string): OrderRefund {
  const refund = refundSchema.parse(payload);
  return toRefund(refund, globalId("Order", refund.order_id ?? 0), currencyCode);
}

function toRefund(
  refund: z.infer<typeof refundSchema>,
  orderId: string,
  currencyCode: string,
): OrderRefund {
  return {
    refundId: globalId("Refund", refund.id),
    orderId,
    lines: refund.refund_line_items.map((line) => ({
      lineItemId: globalId("LineItem", line.line_item_id),
      quantity: line.quantity,
      subtotalMinor: toMinor(line.subtotal, currencyCode),
    })),
  };
}

/** What Shopify tells of a dispute (shopify.dev, REST "Dispute"). */
const disputeSchema = z.object({
  id: z.number(),
  order_id: z.number().nullable(),
  type: z.string(),
  amount: amountSchema,
  currency: z.string(),
  status: z.string(),
});

/**
 * Reads the body of `disputes/*`: what a bank took back for good.
 * @returns null while a dispute is open, was won, or is a mere inquiry
 * @throws when it is not of Shopify's form
 */
export function parseChargebackPayload(payload: unknown): OrderRefund | null {
  const dispute = disputeSchema.parse(payload);
  const isLost = dispute.status === "lost" || dispute.status === "accepted";
  if (dispute.type !== "chargeback" || !isLost || dispute.order_id === null) return null;
  return {
    refundId: globalId("ShopifyPaymentsDispute", dispute.id),
    orderId: globalId("Order", dispute.order_id),
    lines: [],
    chargedBackMinor: toMinor(dispute.amount, dispute.currency),
  };
}
