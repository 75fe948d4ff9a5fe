import { marketPayingIn, shareHalfUp, toMarket, toShop } from "../markets.ts";
import type { Market } from "../markets.ts";
import { moneyOf } from "../money-bag.ts";
import type { MoneyBag } from "../money-bag.ts";
import type { Allocation, Order, OrderLine, RefundTransaction } from "../state/types.ts";
import { lineTotalMinor } from "./order-totals.ts";
import { paidBackMinor } from "./paid-back.ts";
import { leftToPayBack, receivedMinor } from "./payment.ts";

/** Currency that the buyer of an order paid in. */
export function presentmentCurrency(order: Order, shopCurrency: string): string {
  return order.presentment?.currencyCode ?? shopCurrency;
}

/**
 * A line that was priced in a market's currency as an order keeps it: in the shop's, with what was charged beside it. Each amount is
 * converted by itself, as in Shopify's money bags; what is off a line stays within its price.
 */
export function keepLine(shopCurrency: string, market: Market, line: OrderLine): OrderLine {
  if (market.currencyCode === shopCurrency) return line;
  const unitPriceMinor = toShop(shopCurrency, market, line.unitPriceMinor);
  let left = unitPriceMinor * line.quantity;
  const allocations = line.allocations.map((allocation) => {
    const kept = keepAllocation(shopCurrency, market, allocation);
    const amountMinor = Math.min(kept.amountMinor, left);
    left -= amountMinor;
    return { ...kept, amountMinor };
  });
  return {
    ...line,
    unitPriceMinor,
    presentmentUnitPriceMinor: line.unitPriceMinor,
    allocations,
  };
}

/** The same of what is off a line, or off shipping. */
export function keepAllocation(
  shopCurrency: string,
  market: Market,
  allocation: Allocation,
): Allocation {
  if (market.currencyCode === shopCurrency) return allocation;
  const { amountMinor } = allocation;
  return {
    ...allocation,
    amountMinor: toShop(shopCurrency, market, amountMinor),
    presentmentMinor: amountMinor,
  };
}

/** An order as its buyer sees it: each amount in minor units of the currency that was paid in. */
export function inPresentment(order: Order, shopCurrency: string): Order {
  const { presentment } = order;
  if (!presentment) return order;
  const market = marketPayingIn(presentment.currencyCode);
  const convert = (minor: number) => toMarket(shopCurrency, market, minor);
  const allocated = (allocations: readonly Allocation[]) =>
    allocations.map((one) => ({
      ...one,
      amountMinor: one.presentmentMinor ?? convert(one.amountMinor),
    }));
  const lines = order.lines.map((line) => ({
    ...line,
    unitPriceMinor: line.presentmentUnitPriceMinor ?? convert(line.unitPriceMinor),
    allocations: allocated(line.allocations),
    ...(line.taxMinor !== undefined && { taxMinor: convert(line.taxMinor) }),
  }));
  /** A refund of a whole line gives back just what it cost. */
  const refunded = (lineItemId: string, subtotalMinor: number) => {
    const at = order.lines.findIndex((line) => line.id === lineItemId);
    const [kept, seen] = [order.lines[at]!, lines[at]!];
    const whole = lineTotalMinor(kept);
    if (whole === 0) return 0;
    return shareHalfUp(subtotalMinor, lineTotalMinor(seen), whole);
  };
  const seen = {
    ...order,
    lines,
    shippingMinor: presentment.shippingMinor,
    ...(order.shippingAllocations && { shippingAllocations: allocated(order.shippingAllocations) }),
    ...(order.tip && { tip: { ...order.tip, amountMinor: presentment.tipMinor } }),
    ...(order.payments && {
      payments: order.payments.map((one) => ({ ...one, amountMinor: convert(one.amountMinor) })),
    }),
    ...(order.taxes && {
      taxes: { ...order.taxes, totalMinor: convert(order.taxes.totalMinor) },
    }),
    refunds: order.refunds.map((refund) => {
      const seen = refund.lines.map((line) => ({
        ...line,
        subtotalMinor: refunded(line.lineItemId, line.subtotalMinor),
        ...(line.taxMinor !== undefined && { taxMinor: convert(line.taxMinor) }),
      }));
      const goods = (of: readonly { subtotalMinor: number }[]) =>
        of.reduce((sum, one) => sum + one.subtotalMinor, 0);
      return {
        ...refund,
        lines: seen,
        ...(refund.shippingMinor !== undefined && { shippingMinor: convert(refund.shippingMinor) }),
        ...(refund.transactions && {
          transactions: refund.transactions.map((one) => ({
            ...one,
            // What moves just the goods' worth moves it in either currency.
            amountMinor:
              one.amountMinor === goods(refund.lines) ? goods(seen) : convert(one.amountMinor),
          })),
        }),
      };
    }),
  };
  return order.refunds.length > 0 && leftToPayBack(order) === 0 ? payBackRest(seen) : seen;
}

/** An order of which nothing is left to pay back, with what conversion left over in the last transaction that paid back. */
function payBackRest(order: Order): Order {
  const isPaidBack = ({ status }: RefundTransaction) => status === "SUCCESS";
  const last = order.refunds.flatMap((refund) => refund.transactions ?? []).findLast(isPaidBack);
  if (!last) return order;
  const before = order.refunds.reduce((sum, one) => sum + paidBackMinor(one), 0);
  const restMinor = receivedMinor(order) - before;
  return {
    ...order,
    refunds: order.refunds.map(({ transactions, ...refund }) => ({
      ...refund,
      ...(transactions && {
        transactions: transactions.map((one) =>
          one === last ? { ...one, amountMinor: one.amountMinor + restMinor } : one,
        ),
      }),
    })),
  };
}

/**
 * Reads amounts of an order as money bags.
 * @returns takes how an amount is read, in minor units, of the order in either currency
 */
export function orderMoney(order: Order, currencyCode: string) {
  const seen = inPresentment(order, currencyCode);
  const presentmentCode = presentmentCurrency(order, currencyCode);
  return (read: (order: Order) => number): MoneyBag => ({
    shopMoney: moneyOf(read(order), currencyCode),
    presentmentMoney: moneyOf(read(seen), presentmentCode),
  });
}
