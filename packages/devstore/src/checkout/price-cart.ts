import { showCart } from "../cart/transform-cart.ts";
import type { ShownLine } from "../cart/transform-cart.ts";
import type { FunctionSchemas } from "../context.ts";
import { marketOfCart, toMarket } from "../markets.ts";
import type { Market } from "../markets.ts";
import type { Store } from "../state/store.ts";
import type { AppDiscount, Cart } from "../state/types.ts";
import { usableCode } from "./codes.ts";
import { applyOrderDiscounts, applyProductDiscounts, combine, totalOf } from "./discount-rules.ts";
import type {
  AutomaticDiscount,
  DiscountableLine,
  FunctionAnswer,
  LineAllocation,
} from "./discount-rules.ts";
import { functionLineId, queryFunctionInput } from "./function-input.ts";
import { runFunction } from "./run-function.ts";

/** Flat shipping of the demo shop, in minor units of its currency. */
export const SHIPPING_MINOR = 490;

export interface PricedLine {
  readonly shown: ShownLine;
  readonly listMinor: number;
  /** Without what is off the whole order. */
  readonly finalMinor: number;
  /** This line's share of what is off the whole order is among them. */
  readonly allocations: readonly LineAllocation[];
}

/** Amounts are minor units of the market's currency. */
export interface PricedCart {
  readonly market: Market;
  /** As the shopper sees them: bundles first, then in the cart's order. */
  readonly lines: readonly PricedLine[];
  readonly listMinor: number;
  readonly discountMinor: number;
  readonly subtotalMinor: number;
  readonly shipping: PricedShipping;
}

/** What the cart's shipping costs, and by which automatic discounts it costs less. */
export interface PricedShipping {
  readonly listMinor: number;
  readonly finalMinor: number;
  readonly allocations: readonly { readonly title: string; readonly amountMinor: number }[];
}

type PricingContext = {
  readonly market: Market;
  readonly shippingMinor: number;
  readonly store: Store;
  readonly functionSchemas: FunctionSchemas;
  readonly cart: Cart;
  readonly lines: readonly ShownLine[];
  readonly now: Date;
};

/** Prices a cart as Shopify does on each change: the cart transform, list prices, then every active discount. */
export async function priceCart(
  store: Store,
  functionSchemas: FunctionSchemas,
  cart: Cart,
  now: Date,
): Promise<PricedCart> {
  const shownLines = await showCart(store, functionSchemas, cart, now);
  const lines = shownLines.map((shown, index) => ({
    id: functionLineId(cart, index),
    quantity: shown.quantity,
    subtotalMinor: shown.unitPriceMinor * shown.quantity,
    ...(store.variant(shown.variantId)?.product.isGiftCard && { isGiftCard: true }),
    ...(shown.sellingPlan !== undefined && { isOnPlan: true }),
    shown,
  }));
  const market = marketOfCart(store, cart);
  const shippingMinor = toMarket(store.shop.currencyCode, market, SHIPPING_MINOR);
  const context = { market, shippingMinor, store, functionSchemas, cart, lines: shownLines, now };
  const given: (AutomaticDiscount & { shipping: PricedShipping["allocations"] })[] = [];
  for (const discount of lines.length > 0 ? activeDiscounts(context) : [])
    given.push(await giveDiscount(context, discount, lines));
  const offProducts = given
    .flatMap((one) => one.allocations)
    .filter((one) => one.discountClass === "PRODUCT");
  const subtotal = lines.reduce((sum, line) => sum + line.subtotalMinor, 0) - totalOf(offProducts);
  const code = usableCode(store, cart, market, subtotal, now);
  const { allocations, applied } = combine(given, code, lines);
  const priced = lines.map((line) => {
    const own = allocations.filter((one) => one.lineId === line.id && one.amountMinor > 0);
    return {
      shown: line.shown,
      listMinor: line.subtotalMinor,
      finalMinor:
        line.subtotalMinor - totalOf(own.filter((one) => one.discountClass === "PRODUCT")),
      allocations: own,
    };
  });
  const listMinor = priced.reduce((sum, line) => sum + line.listMinor, 0);
  const discountMinor = priced.reduce((sum, line) => sum + totalOf(line.allocations), 0);
  const shipping = given.filter((one) => applied.includes(one)).flatMap((one) => one.shipping);
  return {
    market,
    lines: priced,
    listMinor,
    subtotalMinor: listMinor - discountMinor,
    discountMinor,
    shipping: {
      listMinor: shippingMinor,
      finalMinor: Math.max(0, shippingMinor - totalOf(shipping)),
      allocations: shipping,
    },
  };
}

function activeDiscounts({ store, now }: PricingContext): AppDiscount[] {
  if (!store.shop.isInstalled) return [];
  return store.appDiscounts
    .all()
    .filter(
      (one) =>
        Date.parse(one.startsAt) <= now.getTime() &&
        (!one.endsAt || Date.parse(one.endsAt) > now.getTime()),
    );
}

/** Runs the targets of a discount's Function, those of the lines first. */
async function giveDiscount(
  context: PricingContext,
  discount: AppDiscount,
  lines: readonly DiscountableLine[],
) {
  const { currencyCode } = context.market;
  const answer = (await runTarget(
    context,
    discount,
    "cart.lines.discounts.generate.run",
  )) as FunctionAnswer;
  const product = applyProductDiscounts(discount, answer, lines, currencyCode);
  const order = applyOrderDiscounts(discount, answer, lines, product, currencyCode);
  const shipping = discount.discountClasses.includes("SHIPPING")
    ? await giveShipping(context, discount)
    : [];
  const allocations = [...product, ...order];
  return { discount, allocations, shipping, shippingMinor: totalOf(shipping) };
}

async function giveShipping(
  context: PricingContext,
  discount: AppDiscount,
): Promise<PricedShipping["allocations"]> {
  const target = "cart.delivery-options.discounts.generate.run";
  const { operations } = (await runTarget(context, discount, target)) as DeliveryAnswer;
  return operations
    .flatMap((operation) => operation.deliveryDiscountsAdd.candidates)
    .slice(0, 1)
    .map(({ value, message }) => ({
      title: message || discount.title,
      amountMinor: Math.floor((context.shippingMinor * Number(value.percentage.value)) / 100 + 0.5),
    }));
}

interface DeliveryAnswer {
  operations: {
    deliveryDiscountsAdd: {
      candidates: { value: { percentage: { value: string } }; message?: string | null }[];
    };
  }[];
}

async function runTarget(
  { functionSchemas, ...rest }: PricingContext,
  discount: AppDiscount,
  target: string,
): Promise<unknown> {
  const extension = functionSchemas
    .extensions()
    .find((one) => one.handle === discount.functionHandle && one.target === target);
  if (!extension) return { operations: [] };
  return runFunction(
    extension,
    await queryFunctionInput(functionSchemas.discount, extension, { ...rest, owner: discount }),
  );
}
