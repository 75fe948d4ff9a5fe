import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { refundableUnits } from "../checkout/change-order.ts";
import { fulfillmentsOf } from "../checkout/fulfillments.ts";
import { currentTotals } from "../checkout/order-totals.ts";
import { taxLines } from "../checkout/taxes.ts";
import { orderMoney, presentmentCurrency } from "../checkout/presentment.ts";
import type { MoneyBag } from "../money-bag.ts";
import { numberOf } from "../state/store.ts";
import { paymentFields, refundMoney, tipPayload } from "./payment-payload.ts";
import type {
  Collection,
  Customer,
  Fulfillment,
  Order,
  OrderLine,
  PersonName,
  Product,
  Refund,
} from "../state/types.ts";

/** Webhook bodies in Shopify's REST form, as far as apps of this kind read them. */

export function collectionPayload(collection: Collection) {
  return {
    id: numberOf(collection.id),
    admin_graphql_api_id: collection.id,
    handle: collection.handle,
    title: collection.title,
  };
}

const APPLICATION_TYPES = {
  automatic: "automatic",
  code: "discount_code",
  manual: "manual",
} as const;

export function orderPayload(order: Order, currencyCode: string) {
  const totals = currentTotals(order);
  const money = (minor: number) => toDecimal(minor, currencyCode);
  const bag = orderMoney(order, currencyCode);
  return {
    id: numberOf(order.id),
    admin_graphql_api_id: order.id,
    name: `#${order.number}`,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    checkout_token: order.checkoutToken ?? null,
    currency: currencyCode,
    presentment_currency: presentmentCurrency(order, currencyCode),
    total_price_set: bagPayload(bag((one) => currentTotals(one).totalMinor)),
    ...paymentFields(order, money),
    customer_locale: order.locale,
    customer: order.customerId
      ? { id: numberOf(order.customerId), admin_graphql_api_id: order.customerId }
      : null,
    email: order.email || null,
    company: order.company
      ? { id: numberOf(order.company.id), location_id: numberOf(order.company.locationId) }
      : null,
    shipping_address: order.lines.some((line) => line.requiresShipping !== false)
      ? {
          ...namePayload(order.shippedTo),
          address1: order.address?.address1 ?? null,
          zip: order.address?.zip ?? null,
          country_code: order.country,
        }
      : null,
    billing_address: { ...namePayload(order.chargedTo), country_code: order.country },
    note_attributes: Object.entries(order.attributes ?? {}).map(([name, value]) => ({
      name,
      value,
    })),
    fulfillment_status: fulfillmentStatusOf(order),
    fulfillments: fulfillmentsOf(order).map((one) => fulfillmentPayload(order, one)),
    discount_codes: codesOf(order).map((code) => ({ code })),
    subtotal_price: money(totals.subtotalMinor),
    total_tax: money(order.taxes?.totalMinor ?? 0),
    tax_lines: taxLines(order.taxes?.totalMinor, order.taxes?.percent, money),
    total_discounts: money(totals.discountMinor),
    discount_applications: order.discountApplications.map((application) => ({
      type: APPLICATION_TYPES[application.kind],
      title: application.title,
      target_type: application.discountClass === "SHIPPING" ? "shipping_line" : "line_item",
      target_selection: application.discountClass === "PRODUCT" ? "explicit" : "all",
      allocation_method: "across",
    })),
    line_items: [
      ...order.lines.map((line, at) => linePayload(line, at, order, money, bag)),
      ...tipPayload(order, money),
    ],
    shipping_lines: [
      {
        price: money(order.shippingMinor),
        discounted_price: money(totals.shippingMinor),
        discount_allocations: (order.shippingAllocations ?? []).map((allocation) => ({
          amount: money(allocation.amountMinor),
          discount_application_index: allocation.application,
        })),
      },
    ],
    refunds: order.refunds.map((refund) => refundPayload(refund, order, currencyCode)),
  };
}

/** The codes that an order used. */
export function codesOf(order: Order): string[] {
  const codes = order.discountApplications.filter((one) => one.kind === "code");
  return [...new Set(codes.map((one) => one.title))];
}

export function customerPayload(customer: Customer) {
  return {
    id: numberOf(customer.id),
    admin_graphql_api_id: customer.id,
    created_at: customer.createdAt,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email || null,
    phone: customer.phone ?? null,
    state: customer.hasAccount === false ? "disabled" : "enabled",
  };
}

/** A fulfillment, as its webhooks and those of its order have it (shopify.dev, REST "Fulfillment"). */
export function fulfillmentPayload(order: Order, fulfillment: Fulfillment) {
  const { id, status, shipmentStatus, createdAt, updatedAt, lines } = fulfillment;
  return {
    id: numberOf(id),
    admin_graphql_api_id: id,
    order_id: numberOf(order.id),
    status,
    shipment_status: shipmentStatus,
    service: "manual",
    created_at: createdAt,
    updated_at: updatedAt,
    line_items: lines.map(({ lineItemId, quantity }) => {
      const line = order.lines.find((one) => one.id === lineItemId)!;
      return {
        id: numberOf(lineItemId),
        quantity,
        title: line.title,
        product_id: numberOf(line.productId),
        variant_id: numberOf(line.variantId),
        requires_shipping: line.requiresShipping ?? true,
      };
    }),
  };
}

/** Shopify's "fulfillment_status" of an order: null, partial or fulfilled. */
function fulfillmentStatusOf(order: Order): string | null {
  if (order.fulfilledAt) return "fulfilled";
  return fulfillmentsOf(order).some(({ status }) => status === "success") ? "partial" : null;
}

function namePayload(person: PersonName | undefined) {
  const { firstName = null, lastName = null, company = null } = person ?? {};
  const name = [firstName, lastName].filter(Boolean).join(" ") || null;
  return { first_name: firstName, last_name: lastName, name, company };
}

/** A dispute over all that an order came to. */
export function disputePayload(id: string, order: Order, currencyCode: string, status: string) {
  return {
    id: numberOf(id),
    order_id: numberOf(order.id),
    type: "chargeback",
    amount: toDecimal(currentTotals(order).totalMinor, currencyCode),
    currency: currencyCode,
    reason: "fraudulent",
    status,
  };
}

export function mergePayload(keptId: string, deletedId: string) {
  return {
    admin_graphql_api_customer_kept_id: keptId,
    admin_graphql_api_customer_deleted_id: deletedId,
    status: "completed",
    errors: [],
  };
}

/** Amounts in both currencies, as REST names them. */
function bagPayload({ shopMoney, presentmentMoney }: MoneyBag) {
  const money = ({ amount, currencyCode }: MoneyBag["shopMoney"]) => ({
    amount,
    currency_code: currencyCode,
  });
  return { shop_money: money(shopMoney), presentment_money: money(presentmentMoney) };
}

function linePayload(
  line: OrderLine,
  at: number,
  order: Order,
  money: (minor: number) => string,
  bag: ReturnType<typeof orderMoney>,
) {
  return {
    id: numberOf(line.id),
    admin_graphql_api_id: line.id,
    product_id: numberOf(line.productId),
    variant_id: numberOf(line.variantId),
    title: line.title,
    variant_title: line.variantTitle,
    gift_card: line.isGiftCard ?? false,
    requires_shipping: line.requiresShipping ?? true,
    taxable: !line.isGiftCard,
    tax_lines: taxLines(line.taxMinor, order.taxes?.percent, money),
    quantity: line.quantity,
    current_quantity: refundableUnits(order, line.id),
    price: money(line.unitPriceMinor),
    price_set: bagPayload(bag((one) => one.lines[at]!.unitPriceMinor)),
    properties: Object.entries(line.properties).map(([name, value]) => ({ name, value })),
    discount_allocations: line.allocations.map((allocation) => ({
      amount: money(allocation.amountMinor),
      discount_application_index: allocation.application,
    })),
  };
}

export function refundPayload(refund: Refund, order: Order, currencyCode: string) {
  return {
    id: numberOf(refund.id),
    admin_graphql_api_id: refund.id,
    order_id: numberOf(order.id),
    created_at: refund.createdAt,
    refund_line_items: refund.lines.map((line) => ({
      id: numberOf(line.id),
      line_item_id: numberOf(line.lineItemId),
      quantity: line.quantity,
      subtotal: toDecimal(line.subtotalMinor, currencyCode),
      total_tax: toDecimal(line.taxMinor ?? 0, currencyCode),
      restock_type: refund.isBeforeFulfillment ? "cancel" : "return",
    })),
    ...refundMoney(refund, order, currencyCode),
  };
}

/** What Shopify tells of an order that was deleted (topic orders/delete): its id alone. */
export function deletedOrderPayload(order: Order) {
  return { id: numberOf(order.id) };
}

export function productPayload(product: Product) {
  return {
    id: numberOf(product.id),
    admin_graphql_api_id: product.id,
    title: product.title,
    handle: product.handle,
    status: product.status.toLowerCase(),
    updated_at: product.updatedAt,
  };
}
