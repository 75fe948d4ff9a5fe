import { globalId } from "@tandem/storefront-kit/ids";
import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { addedFrom, OFFER_PROPERTY } from "../../core/attribution/attribute-order.ts";
import type {
  AllocatedDiscount,
  AttributableLine,
  AttributableOrder,
} from "../../core/attribution/attribute-order.ts";
import { findTips } from "../../core/attribution/find-tips.ts";
import { standingLines } from "../../core/attribution/standing-lines.ts";
import type { BuyerContact } from "../../core/loyalty/contact.ts";
import type { Fulfillment } from "../../core/follow-ups/fulfillment.ts";
import { fulfillmentSchema, toFulfillment } from "../follow-ups/fulfillment-payload.ts";
import { giftOfPayload, namedSchema, personSchema } from "./gift-of-payload.ts";
import { refundSchema, toRefund } from "./refund-payload.ts";
import type { OrderRefund } from "./refund-payload.ts";
import {
  amountSchema,
  countSchema,
  idSchema,
  instantSchema,
  listOf,
  optionalAmountSchema,
  optionalCountSchema,
  optionalFlagSchema,
  optionalIdSchema,
  optionalInstantSchema,
  optionalTextSchema,
} from "./webhook-fields.ts";

export type { OrderRefund } from "./refund-payload.ts";

const allocationsSchema = listOf(
  z.object({ amount: amountSchema, discount_application_index: countSchema }),
);

const lineSchema = z.object({
  id: idSchema,
  quantity: countSchema,
  current_quantity: optionalCountSchema,
  price: amountSchema,
  variant_id: optionalIdSchema,
  product_id: optionalIdSchema,
  gift_card: optionalFlagSchema,
  // Left out, it is shipped.
  requires_shipping: z.boolean().nullish(),
  properties: namedSchema,
  discount_allocations: allocationsSchema,
  tip_payment_gateway: optionalTextSchema,
  tip_payment_method: optionalTextSchema,
});

/** What Shopify tells of an order (shopify.dev, REST Order). */
const orderSchema = z.object({
  id: idSchema,
  name: optionalTextSchema,
  created_at: instantSchema,
  updated_at: instantSchema,
  cancelled_at: optionalInstantSchema,
  currency: z.string(),
  test: optionalFlagSchema,
  financial_status: optionalTextSchema,
  taxes_included: optionalFlagSchema,
  total_outstanding: optionalAmountSchema,
  total_tip_received: optionalAmountSchema,
  checkout_token: optionalTextSchema,
  customer: z.object({ id: optionalIdSchema }).nullish(),
  email: optionalTextSchema,
  shipping_address: personSchema
    .extend({
      address1: optionalTextSchema,
      zip: optionalTextSchema,
      country_code: optionalTextSchema,
    })
    .nullish(),
  billing_address: personSchema.nullish(),
  note_attributes: namedSchema,
  discount_codes: listOf(z.object({ code: optionalTextSchema })),
  line_items: listOf(lineSchema),
  shipping_lines: listOf(z.object({ discount_allocations: allocationsSchema })),
  discount_applications: listOf(
    z.object({
      type: optionalTextSchema,
      title: optionalTextSchema,
      target_selection: optionalTextSchema,
    }),
  ),
  refunds: listOf(refundSchema),
  fulfillments: listOf(fulfillmentSchema),
});

type Order = z.infer<typeof orderSchema>;

export interface OrderNews {
  readonly order: AttributableOrder;
  /** Left out where the Admin API was asked: it is only told in webhooks. */
  readonly contact?: BuyerContact;
  /** Null for an order of another channel; left out likewise. */
  readonly checkoutToken?: string | null;
  readonly refunds: readonly OrderRefund[];
  /** When its webhook was triggered; left out where the Admin API was asked. */
  readonly triggeredAt?: Date;
  /** Whether Shopify was asked for the order just now: then it says what holds, also where webhooks said otherwise. */
  readonly isAsked?: boolean;
  /** What was sent of it; left out where the Admin API was asked, which is asked for these apart. */
  readonly fulfillments?: readonly Fulfillment[];
}

/** Reads the body of an `orders/*` webhook. @throws when it is not of Shopify's form */
export function parseOrderPayload(payload: unknown): OrderNews {
  const order = orderSchema.parse(payload);
  const { currency } = order;
  const orderId = globalId("Order", order.id);
  const refunds = order.refunds.map((refund) => toRefund(refund, orderId, currency));
  const refunded = refunds.flatMap((refund) => refund.lines);
  const currentQuantities = new Map(
    order.line_items.flatMap(({ id, current_quantity: current }) =>
      current === null ? [] : [[globalId("LineItem", id), current] as const],
    ),
  );
  const codes = order.discount_codes.flatMap(({ code }) => code?.toUpperCase() ?? []);
  return {
    order: {
      orderId,
      ...(order.name && { name: order.name }),
      createdAt: order.created_at,
      updatedAt: order.updated_at,
      cancelledAt: order.cancelled_at,
      currencyCode: currency,
      ...paymentOf(order),
      ...(order.customer?.id && { customerId: globalId("Customer", order.customer.id) }),
      lines: standingLines(linesOf(order), currentQuantities, refunded),
      shippingDiscounts: order.shipping_lines.flatMap((line) =>
        line.discount_allocations.map((allocation) => toDiscount(allocation, order)),
      ),
      ...giftOfPayload(order),
      ...(codes.length > 0 && { discountCodes: codes }),
    },
    contact: contactOf(order),
    checkoutToken: order.checkout_token,
    refunds,
    fulfillments: order.fulfillments.map(toFulfillment),
  };
}

/** Whether and how an order is paid. */
function paymentOf(order: Order) {
  const financialStatus = order.financial_status?.toUpperCase();
  const outstandingMinor = toMinor(order.total_outstanding, order.currency);
  return {
    ...(order.test && { isTest: true }),
    ...(financialStatus && { financialStatus }),
    ...(financialStatus === "PARTIALLY_PAID" && outstandingMinor > 0 && { outstandingMinor }),
    ...(order.taxes_included && { taxesIncluded: true }),
  };
}

function linesOf(order: Order): AttributableLine[] {
  const tips = findTips(
    order.line_items.map((line) => ({
      lineItemId: globalId("LineItem", line.id),
      hasProduct: line.product_id !== null || line.variant_id !== null,
      amountMinor: line.quantity * toMinor(line.price, order.currency),
      isNamed: line.tip_payment_gateway !== null || line.tip_payment_method !== null,
    })),
    toMinor(order.total_tip_received, order.currency),
  );
  return order.line_items.map((line) => toLine(line, order, tips));
}

function toLine(
  line: Order["line_items"][number],
  order: Order,
  tips: ReadonlySet<string>,
): AttributableLine {
  const lineItemId = globalId("LineItem", line.id);
  return {
    lineItemId,
    quantity: line.quantity,
    unitPriceMinor: toMinor(line.price, order.currency),
    ...(line.variant_id && { variantId: globalId("ProductVariant", line.variant_id) }),
    ...(line.product_id && { productId: globalId("Product", line.product_id) }),
    ...(line.gift_card && { isGiftCard: true }),
    ...(tips.has(lineItemId) && { isTip: true }),
    ...(line.requires_shipping === false && { requiresShipping: false }),
    ...addedFrom(line.properties.find((one) => one.name === OFFER_PROPERTY)?.value),
    discounts: line.discount_allocations.map((allocation) => toDiscount(allocation, order)),
  };
}

function contactOf({ email, shipping_address: to }: Order): BuyerContact {
  return {
    email,
    address: to ? { address1: to.address1, zip: to.zip, country: to.country_code } : null,
  };
}

function toDiscount(
  allocation: z.infer<typeof allocationsSchema>[number],
  order: Order,
): AllocatedDiscount {
  const application = order.discount_applications[allocation.discount_application_index];
  // Only an automatic discount can be ours; a code of the same name is the merchant's own.
  const title = application?.type === "automatic" ? (application.title ?? "") : "";
  const amountMinor = toMinor(allocation.amount, order.currency);
  return { title, amountMinor, ...(application?.target_selection === "all" && OFF_ORDER) };
}

/** A discount that selects all lines is off the order (shopify.dev, REST Order, "discount_applications"). */
const OFF_ORDER = { isOffOrder: true };

/** Apart from its order, a refund has to name it. */
const ownRefundSchema = refundSchema.extend({ order_id: idSchema });

/** Reads the body of `refunds/create`. @throws when it is not of Shopify's form */
export function parseRefundPayload(payload: unknown, currencyCode: string): OrderRefund {
  const refund = ownRefundSchema.parse(payload);
  return toRefund(refund, globalId("Order", refund.order_id), currencyCode);
}

/** What Shopify tells of a dispute (shopify.dev, REST "Dispute"). */
const disputeSchema = z.object({
  id: idSchema,
  order_id: optionalIdSchema,
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

/** Of a customer's webhook, what tells of an account: `enabled` once there is one (shopify.dev, REST Customer, "state"). */
const customerSchema = z.object({
  id: idSchema,
  state: optionalTextSchema,
  created_at: instantSchema,
  updated_at: optionalInstantSchema,
});

export interface CustomerNews {
  readonly customerId: string;
  readonly hasAccount: boolean;
  /** ISO 8601: when they came to be as they are told of. */
  readonly at: string;
}

/** Reads the body of `customers/*`. @throws when it is not of Shopify's form */
export function parseCustomerPayload(payload: unknown): CustomerNews {
  const { id, state, created_at: createdAt, updated_at: updatedAt } = customerSchema.parse(payload);
  const customerId = globalId("Customer", id);
  return { customerId, hasAccount: state === "enabled", at: updatedAt ?? createdAt };
}
