import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { refundableUnits } from "../../checkout/change-order.ts";
import { fulfillmentsOf } from "../../checkout/fulfillments.ts";
import { isHeld } from "../../checkout/hold.ts";
import { currentTotals, customerHistories } from "../../checkout/order-totals.ts";
import { paidBackMinor, refundedGoods } from "../../checkout/paid-back.ts";
import { financialStatus, outstandingMinor, paymentsOf } from "../../checkout/payment.ts";
import { orderMoney, presentmentCurrency } from "../../checkout/presentment.ts";
import { numberOf } from "../../state/store.ts";
import type { Store } from "../../state/store.ts";
import type { Allocation, Order, OrderLine, PersonName, Refund } from "../../state/types.ts";
import { differenceOf, gatewayOf, transactionsOf } from "../../webhooks/payment-payload.ts";
import { codesOf } from "../../webhooks/payloads.ts";
import { connection, presentedConnection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";
import { segment } from "../segments.ts";
import { presentAddress, presentCustomer } from "./customers.ts";
import { presentFulfillment } from "./fulfillments.ts";
import { search } from "../search.ts";

type OrderMoney = ReturnType<typeof orderMoney>;
type ListArguments = PageArguments & { query?: string; sortKey?: string };

export function presentOrder(order: Order, context: ApiContext) {
  const currencyCode = context.store.shop.currencyCode;
  const bag = orderMoney(order, currencyCode);
  const backOf = (one: Order) => refundedGoods(one.refunds);
  const taxOf = (one: Order) => one.taxes?.totalMinor ?? 0;
  return {
    __typename: "Order",
    id: order.id,
    name: `#${order.number}`,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    test: order.payment === "bogus",
    displayFinancialStatus: financialStatus(order),
    // As in the webhook, checkout_token (shopify.dev, changelog of 2026-05-15).
    checkoutToken: order.checkoutToken ?? null,
    taxesIncluded: order.taxes?.areIncluded ?? true,
    totalTipReceivedSet: bag((one) => one.tip?.amountMinor ?? 0),
    currencyCode,
    presentmentCurrencyCode: presentmentCurrency(order, currencyCode),
    edited: order.isEdited ?? false,
    subtotalPriceSet: bag((one) => currentTotals(one).subtotalMinor),
    currentSubtotalPriceSet: bag(
      (one) => currentTotals(one).subtotalMinor - backOf(one).goodsMinor,
    ),
    totalTaxSet: bag(taxOf),
    currentTotalTaxSet: bag((one) => taxOf(one) - backOf(one).taxMinor),
    totalRefundedShippingSet: bag((one) => backOf(one).shippingMinor),
    originalTotalDutiesSet: null,
    totalPriceSet: bag((one) => currentTotals(one).totalMinor),
    totalOutstandingSet: bag(outstandingMinor),
    currentTotalDutiesSet: null,
    sourceName: "web",
    requiresShipping: requiresShipping(order),
    displayFulfillmentStatus: fulfillmentStatus(order, context.now()),
    fulfillments: (args: { first?: number }) =>
      fulfillmentsOf(order)
        .slice(0, args.first)
        .map((one) => presentFulfillment(one, order)),
    transactions: (args: { first?: number }) =>
      [
        ...presentPayments(order, bag),
        ...order.refunds.flatMap((_refund, at) => presentTransactions(order, at, bag)),
      ].slice(0, args.first),
    customerLocale: order.locale,
    shippingAddress: requiresShipping(order)
      ? { ...presentAddress(order.country), ...presentName(order.shippedTo) }
      : null,
    billingAddress: { ...presentAddress(order.country), ...presentName(order.chargedTo) },
    customAttributes: Object.entries(order.attributes ?? {}).map(([key, value]) => ({
      key,
      value,
    })),
    customer: presentBuyer(order, context),
    discountCodes: codesOf(order),
    lineItems: (args: PageArguments) =>
      connection(
        [
          ...order.lines.map((line, at) => presentLine(line, at, order, bag)),
          ...presentTip(order, bag),
        ],
        args,
      ),
    shippingLines: (args: PageArguments) =>
      connection(
        [
          {
            __typename: "ShippingLine",
            discountAllocations: presentAllocations(
              (one) => one.shippingAllocations ?? [],
              order,
              bag,
            ),
          },
        ],
        args,
      ),
    refunds: (args: { first?: number }) =>
      order.refunds
        .slice(0, args.first ?? undefined)
        .map((_refund, at) => presentRefund(order, at, bag)),
  };
}

/** A refund by its id, whichever order it is of. */
export function findRefund(store: Store, id: string) {
  const order = store.orders.find((one) => one.refunds.some((refund) => refund.id === id));
  if (!order) return null;
  const at = order.refunds.findIndex((one) => one.id === id);
  return presentRefund(order, at, orderMoney(order, store.shop.currencyCode));
}

/** Shopify's OrderDisplayFulfillmentStatus. */
function fulfillmentStatus(order: Order, now: Date): string {
  if (order.fulfilledAt) return "FULFILLED";
  if (fulfillmentsOf(order).some(({ status }) => status === "success"))
    return "PARTIALLY_FULFILLED";
  if (order.isPicking) return "IN_PROGRESS";
  return isHeld(order, now) ? "ON_HOLD" : "UNFULFILLED";
}

function requiresShipping({ lines }: Order): boolean {
  return lines.some((line) => line.requiresShipping !== false);
}

function presentName(person: PersonName | undefined) {
  const { firstName = null, lastName = null, company = null } = person ?? {};
  return { firstName, lastName, company };
}

function presentPayments(order: Order, bag: OrderMoney) {
  const { payment = "card" } = order;
  const card = (wallet: string | null) => ({ __typename: "CardPaymentDetails", wallet });
  const details = {
    card: card(null),
    "card-later": card(null),
    bogus: card(null),
    "apple-pay": card("APPLE_PAY"),
    installments: { __typename: "ShopPayInstallmentsPaymentDetails" },
    "gift-card": null,
    manual: null,
  };
  return paymentsOf(order).map(({ id, kind }, at) => ({
    __typename: "OrderTransaction",
    id,
    kind,
    status: "SUCCESS",
    test: payment === "bogus",
    amountSet: bag((one) => paymentsOf(one)[at]!.amountMinor),
    gateway: gatewayOf(order),
    paymentDetails: details[payment],
  }));
}

function presentBuyer({ customerId }: Order, { store }: ApiContext) {
  const customer = customerId === null ? undefined : store.customers.get(customerId);
  return customer ? presentCustomer(customer) : null;
}

/** The transactions of one of an order's refunds, which are the order's as well. */
function presentTransactions(order: Order, at: number, bag: OrderMoney) {
  return transactionsOf(order.refunds[at]!).map(({ id, status }, index) => ({
    __typename: "OrderTransaction",
    id,
    kind: "REFUND",
    status,
    amountSet: bag((one) => transactionsOf(one.refunds[at]!)[index]!.amountMinor),
  }));
}

/** One of an order's refunds, by where it stands among them. */
function presentRefund(order: Order, at: number, bag: OrderMoney) {
  const refund = order.refunds[at]!;
  const money = (read: (refund: Refund, order: Order) => number) =>
    bag((one) => read(one.refunds[at]!, one));
  return {
    __typename: "Refund",
    id: refund.id,
    createdAt: refund.createdAt,
    refundLineItems: (page: PageArguments) =>
      connection(
        refund.lines.map((line, index) => ({
          id: line.id,
          quantity: line.quantity,
          lineItem: { __typename: "LineItem", id: line.lineItemId },
          subtotalSet: money((one) => one.lines[index]!.subtotalMinor),
          totalTaxSet: money((one) => one.lines[index]!.taxMinor ?? 0),
          restockType: refund.isBeforeFulfillment ? "CANCEL" : "RETURN",
        })),
        page,
      ),
    totalRefundedSet: money(paidBackMinor),
    duties: [],
    refundShippingLines: (page: PageArguments) =>
      connection(
        refund.shippingMinor
          ? [
              {
                __typename: "RefundShippingLine",
                subtotalAmountSet: money((one) => one.shippingMinor ?? 0),
                taxAmountSet: money(() => 0),
              },
            ]
          : [],
        page,
      ),
    orderAdjustments: (page: PageArguments) =>
      connection(
        differenceOf(refund, order) === 0
          ? []
          : [
              {
                __typename: "OrderAdjustment",
                id: refund.id.replace("Refund", "OrderAdjustment"),
                reason: "REFUND_DISCREPANCY",
                amountSet: money(differenceOf),
                taxAmountSet: money(() => 0),
              },
            ],
        page,
      ),
    transactions: (page: PageArguments) => connection(presentTransactions(order, at, bag), page),
  };
}

function presentLine(line: OrderLine, at: number, order: Order, bag: OrderMoney) {
  return {
    __typename: "LineItem",
    id: line.id,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: refundableUnits(order, line.id),
    isGiftCard: line.isGiftCard ?? false,
    sellingPlan: line.sellingPlan
      ? { name: line.sellingPlan.name, sellingPlanId: line.sellingPlan.id }
      : null,
    requiresShipping: line.requiresShipping ?? true,
    product: { __typename: "Product", id: line.productId },
    variant: { __typename: "ProductVariant", id: line.variantId },
    originalUnitPriceSet: bag((one) => one.lines[at]!.unitPriceMinor),
    lineItemGroup: line.group ? { __typename: "LineItemGroup", ...line.group } : null,
    customAttributes: Object.entries(line.properties).map(([key, value]) => ({ key, value })),
    discountAllocations: presentAllocations((one) => one.lines[at]!.allocations, order, bag),
  };
}

/** GraphQL has no mark of a tip: it is a line without a product, and the order tells what its tips come to. */
function presentTip({ tip }: Order, bag: OrderMoney) {
  if (!tip) return [];
  return [
    {
      __typename: "LineItem",
      id: tip.lineId,
      title: "Tip",
      quantity: 1,
      currentQuantity: 1,
      isGiftCard: false,
      sellingPlan: null,
      requiresShipping: false,
      product: null,
      variant: null,
      originalUnitPriceSet: bag((one) => one.tip!.amountMinor),
      lineItemGroup: null,
      customAttributes: [],
      discountAllocations: [],
    },
  ];
}

const APPLICATION_TYPES = {
  automatic: "AutomaticDiscountApplication",
  code: "DiscountCodeApplication",
  manual: "ManualDiscountApplication",
} as const;

function presentAllocations(
  read: (order: Order) => readonly Allocation[],
  order: Order,
  bag: OrderMoney,
) {
  return read(order).map((allocation, at) => {
    const application = order.discountApplications[allocation.application]!;
    return {
      allocatedAmountSet: bag((one) => read(one)[at]!.amountMinor),
      discountApplication: {
        __typename: APPLICATION_TYPES[application.kind],
        index: allocation.application,
        title: application.title,
        code: application.title,
        targetSelection: application.discountClass === "PRODUCT" ? "EXPLICIT" : "ALL",
      },
    };
  });
}

export const orderResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    orders: (_source: never, args: ListArguments, context: ApiContext) => {
      const found = search(
        context.store.orders.all(),
        args.query,
        {
          updated_at: (order) => order.updatedAt,
          created_at: (order) => order.createdAt,
          name: (order) => `#${order.number}`,
          id: (order) => String(numberOf(order.id)),
          checkout_token: (order) => order.checkoutToken ?? "",
          delivery_method: (order) => order.delivery ?? "shipping",
        },
        (order) => `#${order.number}`,
      );
      const by =
        args.sortKey === "UPDATED_AT"
          ? (order: Order) => order.updatedAt
          : (order: Order) => order.createdAt;
      return presentedConnection(
        found.toSorted((a, b) => (by(a) < by(b) ? -1 : 1)),
        args,
        (order) => presentOrder(order, context),
      );
    },
    order: (_source: never, { id }: { id: string }, context: ApiContext) => {
      const order = context.store.orders.get(id);
      return order ? presentOrder(order, context) : null;
    },
    refund: (_source: never, { id }: { id: string }, { store }: ApiContext) =>
      findRefund(store, id),
    customers: (_source: never, args: ListArguments, { store }: ApiContext) =>
      connection(
        search(
          store.customers.all(),
          args.query,
          { email: (customer) => customer.email },
          (customer) => `${customer.firstName} ${customer.lastName} ${customer.email}`,
        ).map(presentCustomer),
        args,
      ),
    customerByIdentifier: (
      _source: never,
      { identifier }: { identifier: { id?: string; emailAddress?: string } },
      { store }: ApiContext,
    ) => {
      const wanted = identifier.emailAddress?.toLowerCase();
      const found =
        identifier.id === undefined
          ? store.customers.find((one) => one.email.toLowerCase() === wanted)
          : store.customers.get(identifier.id);
      return found ? presentCustomer(found) : null;
    },
    customerSegmentMembers: (
      _source: never,
      { query }: { query?: string },
      { store }: ApiContext,
    ) => {
      const isMember = segment(query ?? "");
      const histories = customerHistories(store);
      const members = store.customers.all().filter((customer) => {
        const history = histories.get(customer.id);
        return isMember({
          number_of_orders: history?.orders ?? 0,
          amount_spent: Number(toDecimal(history?.spentMinor ?? 0, store.shop.currencyCode)),
          customer_tags: customer.tags,
          customer_countries: [customer.country],
          customer_language: customer.locale,
        });
      });
      return { totalCount: members.length };
    },
    customersCount: (_source: never, _args: never, { store }: ApiContext) => ({
      count: store.customers.size,
      precision: "EXACT",
    }),
  },
};
