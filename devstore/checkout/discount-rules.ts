import { toMinor } from "../../core/money/decimal.ts";
import type { CodeDiscount, AppDiscount } from "../state/types.ts";

/** A line of a cart as Shopify's discount rules see it. */
export interface DiscountableLine {
  readonly id: string;
  readonly quantity: number;
  readonly subtotalMinor: number;
}

/** What a Function may answer, as far as these rules go. */
export interface FunctionAnswer {
  operations: {
    productDiscountsAdd?: {
      selectionStrategy: "FIRST" | "MAXIMUM" | "ALL";
      candidates: Candidate[];
    };
  }[];
}

interface Candidate {
  targets: { cartLine: { id: string; quantity?: number | null } }[];
  value: {
    fixedAmount?: { amount: string | number; appliesToEachItem?: boolean };
    percentage?: { value: string | number };
  };
  message?: string | null;
}

export interface LineAllocation {
  readonly lineId: string;
  readonly title: string;
  readonly amountMinor: number;
  readonly source: "automatic" | "code";
  readonly discountClass: "PRODUCT" | "ORDER";
}

/**
 * What a Function's product discounts take off each line: candidates by the selection strategy,
 * then one discount for a line, the largest, as Shopify has it by default.
 */
export function applyProductDiscounts(
  discount: AppDiscount,
  answer: FunctionAnswer,
  lines: readonly DiscountableLine[],
  currencyCode: string,
): LineAllocation[] {
  if (!discount.discountClasses.includes("PRODUCT")) return [];
  const chosen = answer.operations.flatMap(({ productDiscountsAdd: operation }) => {
    if (!operation) return [];
    const spread = operation.candidates.map((candidate) =>
      spreadCandidate(candidate, discount.title, lines, currencyCode),
    );
    const total = (allocations: LineAllocation[]) =>
      allocations.reduce((sum, one) => sum + one.amountMinor, 0);
    if (operation.selectionStrategy === "FIRST") return spread.slice(0, 1);
    if (operation.selectionStrategy === "MAXIMUM")
      return spread.toSorted((a, b) => total(b) - total(a)).slice(0, 1);
    return spread;
  });
  const byLine = new Map<string, LineAllocation>();
  for (const allocation of chosen.flat()) {
    const other = byLine.get(allocation.lineId);
    if (!other || other.amountMinor < allocation.amountMinor)
      byLine.set(allocation.lineId, allocation);
  }
  return [...byLine.values()];
}

function spreadCandidate(
  candidate: Candidate,
  title: string,
  lines: readonly DiscountableLine[],
  currencyCode: string,
): LineAllocation[] {
  const targets = candidate.targets.map(({ cartLine }) => {
    const line = lines.find((one) => one.id === cartLine.id);
    if (!line) throw new Error(`The Function targets ${cartLine.id}, which is not in the cart`);
    const units = Math.min(cartLine.quantity ?? line.quantity, line.quantity);
    return { line, units, entitledMinor: Math.floor((line.subtotalMinor * units) / line.quantity) };
  });
  const entitled = targets.reduce((sum, target) => sum + target.entitledMinor, 0);
  const { fixedAmount, percentage } = candidate.value;
  let left =
    fixedAmount && !fixedAmount.appliesToEachItem
      ? Math.min(toMinor(fixedAmount.amount, currencyCode), entitled)
      : 0;
  return targets.map(({ line, units, entitledMinor }, index) => {
    let amountMinor: number;
    if (percentage)
      amountMinor = Math.floor((entitledMinor * Number(percentage.value)) / 100 + 0.5);
    else if (fixedAmount?.appliesToEachItem)
      amountMinor = toMinor(fixedAmount.amount, currencyCode) * units;
    else {
      const isLast = index === targets.length - 1;
      const whole = Math.min(toMinor(fixedAmount!.amount, currencyCode), entitled);
      amountMinor = isLast ? left : Math.floor((whole * entitledMinor) / entitled);
      left -= amountMinor;
    }
    return {
      lineId: line.id,
      title: candidate.message || title,
      amountMinor: Math.min(amountMinor, entitledMinor),
      source: "automatic" as const,
      discountClass: "PRODUCT" as const,
    };
  });
}

/** An order discount, spread over the lines in proportion to what they cost by then. */
export function applyOrderCode(
  code: CodeDiscount,
  lines: readonly DiscountableLine[],
  taken: readonly LineAllocation[],
): LineAllocation[] {
  const rest = lines.map((line) => ({
    line,
    minor:
      line.subtotalMinor -
      taken.filter((one) => one.lineId === line.id).reduce((sum, one) => sum + one.amountMinor, 0),
  }));
  const total = rest.reduce((sum, one) => sum + one.minor, 0);
  const off = Math.floor((total * code.percent) / 100 + 0.5);
  let left = off;
  return rest.map(({ line, minor }, index) => {
    const amountMinor =
      index === rest.length - 1 ? left : total === 0 ? 0 : Math.floor((off * minor) / total);
    left -= amountMinor;
    return {
      lineId: line.id,
      title: code.code,
      amountMinor,
      source: "code" as const,
      discountClass: "ORDER" as const,
    };
  });
}

/**
 * Product discounts beside an order code: both when each allows the other's class, and otherwise the
 * one of them that saves the buyer more (shopify.dev, "Discount combinations").
 */
export function combine(
  product: { discount: AppDiscount; allocations: LineAllocation[] }[],
  code: CodeDiscount | undefined,
  lines: readonly DiscountableLine[],
): LineAllocation[] {
  const automatic = bestOfProductDiscounts(product);
  const fromProducts = automatic.flatMap((one) => one.allocations);
  if (!code) return fromProducts;
  const combines =
    code.combinesWith.productDiscounts &&
    automatic.every((one) => one.discount.combinesWith.orderDiscounts);
  if (combines || fromProducts.length === 0)
    return [...fromProducts, ...applyOrderCode(code, lines, fromProducts)];
  const alone = applyOrderCode(code, lines, []);
  const sum = (list: LineAllocation[]) => list.reduce((total, one) => total + one.amountMinor, 0);
  return sum(fromProducts) >= sum(alone) ? fromProducts : alone;
}

/** Product discounts that do not combine with each other leave only the one that saves most. */
function bestOfProductDiscounts(
  product: { discount: AppDiscount; allocations: LineAllocation[] }[],
) {
  const giving = product.filter((one) => one.allocations.length > 0);
  if (giving.every((one) => one.discount.combinesWith.productDiscounts)) return giving;
  const sum = (list: LineAllocation[]) => list.reduce((total, one) => total + one.amountMinor, 0);
  return giving.toSorted((a, b) => sum(b.allocations) - sum(a.allocations)).slice(0, 1);
}
