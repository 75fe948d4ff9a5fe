import { z } from "zod";

import { addedFrom, OFFER_PROPERTY } from "../../core/attribution/attribute-order.ts";
import type {
  AllocatedDiscount,
  AttributableOrder,
  RefundedLine,
} from "../../core/attribution/attribute-order.ts";
import { globalId } from "../../core/catalog/global-id.ts";
import { toMinor } from "../../core/money/decimal.ts";

const refundSchema = z.object({
  id: z.number(),
  order_id: z.number().optional(),
  refund_line_items: z.array(
    z.object({
      line_item_id: z.number(),
      quantity: z.number(),
      subtotal: z.union([z.string(), z.number()]),
    }),
  ),
});

const allocationsSchema = z.array(
  z.object({ amount: z.string(), discount_application_index: z.number() }),
);

const orderSchema = z.object({
  id: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  cancelled_at: z.string().nullable(),
  currency: z.string(),
  customer: z.object({ id: z.number() }).nullish(),
  line_items: z.array(
    z.object({
      id: z.number(),
      quantity: z.number(),
      price: z.string(),
      variant_id: z.number().nullish(),
      product_id: z.number().nullish(),
      gift_card: z.boolean().default(false),
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
}

export interface OrderNews {
  readonly order: AttributableOrder;
  readonly refunds: readonly OrderRefund[];
}

/** Reads the body of an `orders/*` webhook. @throws when it is not of Shopify's form */
export function parseOrderPayload(payload: unknown): OrderNews {
  const order = orderSchema.parse(payload);
  const orderId = globalId("Order", order.id);
  return {
    order: {
      orderId,
      createdAt: order.created_at,
      updatedAt: order.updated_at,
      cancelledAt: order.cancelled_at,
      currencyCode: order.currency,
      ...(order.customer && { customerId: globalId("Customer", order.customer.id) }),
      lines: order.line_items.map((line) => ({
        lineItemId: globalId("LineItem", line.id),
        quantity: line.quantity,
        unitPriceMinor: toMinor(line.price, order.currency),
        ...(line.variant_id && { variantId: globalId("ProductVariant", line.variant_id) }),
        ...(line.product_id && { productId: globalId("Product", line.product_id) }),
        ...(line.gift_card && { isGiftCard: true }),
        ...addedFrom(line.properties.find((one) => one.name === OFFER_PROPERTY)?.value),
        discounts: line.discount_allocations.map((allocation) => toDiscount(allocation, order)),
      })),
      shippingDiscounts: order.shipping_lines.flatMap((line) =>
        line.discount_allocations.map((allocation) => toDiscount(allocation, order)),
      ),
    },
    refunds: order.refunds.map((refund) => toRefund(refund, orderId, order.currency)),
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
