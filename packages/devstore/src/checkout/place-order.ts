import { randomUUID } from "node:crypto";

import { SELLING_PLAN } from "../selling-plans.ts";
import { numberOf } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type {
  Cart,
  DeliveryWay,
  DiscountApplication,
  Order,
  OrderLine,
  PaymentMethod,
  PersonName,
} from "../state/types.ts";
import { companyOf } from "../business.ts";
import { unitPriceIn } from "../cart/transform-cart.ts";
import { toShop } from "../markets.ts";
import { countUse } from "./codes.ts";
import { firstPayments } from "./payment.ts";
import { keepAllocation, keepLine } from "./presentment.ts";
import { SHIPPING_MINOR } from "./price-cart.ts";
import type { PricedCart } from "./price-cart.ts";
import { totalOf } from "./discount-rules.ts";
import { lineTotalMinor } from "./order-totals.ts";
import { taxWithin } from "./taxes.ts";
import { creditOf, moveCredit } from "./store-credit.ts";
import { tipOf } from "./tip.ts";

export interface Buyer {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly country: string;
  /** Left out by tests that do not look at it. */
  readonly address?: NonNullable<Order["address"]>;
  /** Whether they asked for mail about offers; where they did not, what they said before holds. */
  readonly wantsNews?: boolean;
  /** Without them, it is paid by card and shipped. */
  readonly payment?: PaymentMethod;
  readonly delivery?: DeliveryWay;
  /** Who pays, where it is sent to somebody else. */
  readonly chargedTo?: PersonName;
}

/** Turns a paid checkout into an order: stock goes down, the cart is gone, the customer is known. */
export function placeOrder(
  store: Store,
  cart: Cart,
  priced: PricedCart,
  buyer: Buyer,
  now: Date,
): Order {
  return store.transaction(() => {
    const applications: DiscountApplication[] = [];
    const applicationIndex = (application: DiscountApplication) => {
      const known = applications.findIndex(
        (one) =>
          one.title === application.title &&
          one.kind === application.kind &&
          one.discountClass === application.discountClass,
      );
      return known >= 0 ? known : applications.push(application) - 1;
    };
    const { market } = priced;
    const { currencyCode } = store.shop;
    const isForeign = market.currencyCode !== currencyCode;
    const lines = priced.lines
      .flatMap((line) => orderLines(store, cart, line, applicationIndex))
      .map((line) => keepLine(currencyCode, market, line))
      .map((line) => withTax(line, store.shop.taxPercent));
    for (const line of lines) takeStock(store, line.variantId, line.quantity);
    const shippingAllocations = priced.shipping.allocations.map(({ title, amountMinor }) =>
      keepAllocation(currencyCode, market, {
        application: applicationIndex({ kind: "automatic", title, discountClass: "SHIPPING" }),
        amountMinor,
      }),
    );
    const codes = applications.filter((one) => one.kind === "code").map((one) => one.title);
    for (const code of new Set(codes)) countUse(store, code);
    const { payment = "card" } = buyer;
    const shownTipMinor = tipOf(cart, market);
    const tipMinor = toShop(currencyCode, market, shownTipMinor);
    const shippingMinor = SHIPPING_MINOR - totalOf(shippingAllocations);
    const taxes = taxesOf(lines, shippingMinor, store.shop.taxPercent);
    const totalMinor =
      lines.reduce((sum, line) => sum + lineTotalMinor(line), 0) + shippingMinor + tipMinor;
    const payments = firstPayments(store, payment, totalMinor, now.toISOString());
    // Credit is in a currency, and pays in that one alone (help.shopify.com, "Store credit").
    const creditMinor = isForeign ? 0 : Math.min(totalMinor, creditOf(store, cart.customerId));
    if (creditMinor > 0) moveCredit(store, cart.customerId!, -creditMinor, now);
    const company = companyOf(store, cart);
    const customerId = findOrCreateCustomer(store, cart, buyer, now);
    if (buyer.wantsNews) subscribe(store, customerId, now);
    const id = store.nextId("Order", 5001);
    const order = store.orders.put({
      id,
      number: numberOf(id) - 4000,
      token: randomUUID(),
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      cancelledAt: null,
      customerId,
      email: buyer.email,
      locale: cart.locale,
      country: buyer.country,
      ...(buyer.address && { address: buyer.address }),
      shippingMinor: SHIPPING_MINOR,
      ...(isForeign && {
        presentment: {
          currencyCode: market.currencyCode,
          shippingMinor: priced.shipping.listMinor,
          tipMinor: shownTipMinor,
        },
      }),
      shippingAllocations,
      lines,
      discountApplications: applications,
      refunds: [],
      ...(creditMinor > 0 && { creditMinor }),
      checkoutToken: cart.id,
      payment,
      ...(payments && { payments }),
      ...(tipMinor > 0 && {
        tip: { lineId: store.nextId("LineItem", 70_001), amountMinor: tipMinor },
      }),
      delivery: buyer.delivery ?? "shipping",
      fulfilledAt: null,
      fulfillments: [],
      shippedTo: { firstName: buyer.firstName, lastName: buyer.lastName },
      chargedTo: buyer.chargedTo ?? { firstName: buyer.firstName, lastName: buyer.lastName },
      ...(taxes && { taxes }),
      ...(company && { company }),
      attributes: cart.attributes,
      isImported: false,
    });
    store.carts.remove(cart.id);
    return order;
  });
}

/** Gift cards are not taxed when they are sold (help.shopify.com, "Gift card products"). */
function withTax(line: OrderLine, percent: number | undefined): OrderLine {
  if (percent === undefined || line.isGiftCard) return line;
  return { ...line, taxMinor: taxWithin(lineTotalMinor(line), percent) };
}

function taxesOf(
  lines: readonly OrderLine[],
  shippingMinor: number,
  percent: number | undefined,
): Order["taxes"] {
  if (percent === undefined) return undefined;
  const ofLines = lines.reduce((sum, line) => sum + (line.taxMinor ?? 0), 0);
  const totalMinor = ofLines + taxWithin(shippingMinor, percent);
  return { totalMinor, areIncluded: true, percent };
}

/** A line of the order, or, of a bundle, one for each component: what is off it lies on them by their prices. */
function orderLines(
  store: Store,
  cart: Cart,
  { shown, listMinor, allocations }: PricedCart["lines"][number],
  applicationIndex: (application: DiscountApplication) => number,
): OrderLine[] {
  const parts = shown.components ?? [{ variantId: shown.variantId, units: 1 }];
  const bundle = store.variant(shown.variantId)!.product;
  const group = shown.components && {
    id: store.nextId("LineItemGroup"),
    title: shown.title ?? bundle.title,
    quantity: shown.quantity,
    productId: bundle.id,
    variantId: shown.variantId,
  };
  const left = allocations.map((allocation) => allocation.amountMinor);
  return parts.map(({ variantId, units }, index) => {
    const { product, variant } = store.variant(variantId)!;
    const quantity = shown.quantity * units;
    const isLast = index === parts.length - 1;
    const unitPriceMinor = unitPriceIn(store, cart, variantId, shown.sellingPlan);
    const share = (minor: number) =>
      listMinor === 0 ? 0 : Math.floor((minor * quantity * unitPriceMinor) / listMinor);
    return {
      id: store.nextId("LineItem", 70_001),
      productId: product.id,
      variantId,
      title: product.title,
      variantTitle: variant.title === "Default Title" ? "" : variant.title,
      quantity,
      unitPriceMinor,
      properties: shown.properties,
      ...(group && { group }),
      ...(variant.requiresShipping === false && { requiresShipping: false }),
      ...(product.isGiftCard && { isGiftCard: true }),
      ...(shown.sellingPlan !== undefined && {
        sellingPlan: { id: SELLING_PLAN.id, name: SELLING_PLAN.name },
      }),
      allocations: allocations.map(({ source: kind, title, discountClass, amountMinor }, at) => {
        const own = isLast ? left[at]! : share(amountMinor);
        left[at]! -= own;
        return { application: applicationIndex({ kind, title, discountClass }), amountMinor: own };
      }),
    };
  });
}

export function takeStock(store: Store, variantId: string, quantity: number): void {
  const { product } = store.variant(variantId)!;
  store.putProduct({
    ...product,
    variants: product.variants.map((variant) =>
      variant.id === variantId && variant.tracksInventory
        ? { ...variant, inventoryQuantity: variant.inventoryQuantity - quantity }
        : variant,
    ),
  });
}

function findOrCreateCustomer(store: Store, cart: Cart, buyer: Buyer, now: Date): string {
  if (cart.customerId) return cart.customerId;
  const known = store.customers.find(
    (customer) => customer.email.toLowerCase() === buyer.email.toLowerCase(),
  );
  if (known) return known.id;
  return store.customers.put({
    id: store.nextId("Customer"),
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    email: buyer.email,
    locale: cart.locale,
    country: buyer.country,
    createdAt: now.toISOString(),
    tags: [],
    hasAccount: false,
  }).id;
}

function subscribe(store: Store, customerId: string, now: Date): void {
  const customer = store.customers.require(customerId);
  if (customer.marketing?.state === "SUBSCRIBED") return;
  const marketing = {
    state: "SUBSCRIBED",
    optInLevel: "SINGLE_OPT_IN",
    updatedAt: now.toISOString(),
  } as const;
  store.customers.put({ ...customer, marketing });
}
