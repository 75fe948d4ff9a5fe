import { toMinor } from "@tandem/storefront-kit/money/decimal";

import type { CodeDiscount, AppDiscount } from "../state/types.ts";
import { spreadAmount } from "./spread-amount.ts";

/** A line of a cart as Shopify's discount rules see it. */
export interface DiscountableLine {
  readonly id: string;
  readonly quantity: number;
  readonly subtotalMinor: number;
  readonly isGiftCard?: boolean;
  /** Whether it is bought on a selling plan. */
  readonly isOnPlan?: boolean;
}

/** What a Function may answer, as far as these rules go. */
export interface FunctionAnswer {
  operations: {
    productDiscountsAdd?: {
      selectionStrategy: "FIRST" | "MAXIMUM" | "ALL";
      candidates: Candidate[];
    };
    orderDiscountsAdd?: {
      selectionStrategy: "FIRST" | "MAXIMUM";
      candidates: {
        targets: { orderSubtotal: { excludedCartLineIds: string[] } }[];
        value: Candidate["value"];
        message?: string | null;
      }[];
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
      spreadCandidate(candidate, discount, lines, currencyCode),
    );
    if (operation.selectionStrategy === "FIRST") return spread.slice(0, 1);
    if (operation.selectionStrategy === "MAXIMUM")
      return spread.toSorted((a, b) => totalOf(b) - totalOf(a)).slice(0, 1);
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
  discount: AppDiscount,
  lines: readonly DiscountableLine[],
  currencyCode: string,
): LineAllocation[] {
  const targets = candidate.targets.map(({ cartLine }) => {
    const line = lines.find((one) => one.id === cartLine.id);
    if (!line) throw new Error(`The Function targets ${cartLine.id}, which is not in the cart`);
    requireKnownRules(line, discount);
    const units = Math.min(cartLine.quantity ?? line.quantity, line.quantity);
    return { line, units, entitledMinor: Math.floor((line.subtotalMinor * units) / line.quantity) };
  });
  const { fixedAmount, percentage } = candidate.value;
  const shares = spreadAmount(
    fixedAmount ? toMinor(fixedAmount.amount, currencyCode) : 0,
    targets.map((target) => target.entitledMinor),
  );
  return targets.map(({ line, units, entitledMinor }, index) => {
    let amountMinor = shares[index]!;
    if (percentage)
      amountMinor = Math.floor((entitledMinor * Number(percentage.value)) / 100 + 0.5);
    else if (fixedAmount?.appliesToEachItem)
      amountMinor = toMinor(fixedAmount.amount, currencyCode) * units;
    return {
      lineId: line.id,
      title: candidate.message || discount.title,
      amountMinor: Math.min(amountMinor, entitledMinor),
      source: "automatic" as const,
      discountClass: "PRODUCT" as const,
    };
  });
}

/** What a Function takes off the order, after what it and others take off the lines. */
export function applyOrderDiscounts(
  discount: AppDiscount,
  answer: FunctionAnswer,
  lines: readonly DiscountableLine[],
  taken: readonly LineAllocation[],
  currencyCode: string,
): LineAllocation[] {
  if (!discount.discountClasses.includes("ORDER")) return [];
  return answer.operations.flatMap(({ orderDiscountsAdd: operation }) => {
    const spread = (operation?.candidates ?? []).map(({ targets, value, message }) => {
      const excluded = targets.flatMap((target) => target.orderSubtotal.excludedCartLineIds);
      const included = lines.filter((line) => !excluded.includes(line.id));
      for (const line of included) requireKnownRules(line, discount);
      const total = sum(included.map((line) => restOf(line, taken)));
      const off = value.percentage
        ? Math.floor((total * Number(value.percentage.value)) / 100 + 0.5)
        : Math.min(toMinor(value.fixedAmount!.amount, currencyCode), total);
      const origin = { title: message || discount.title, source: "automatic" as const };
      return spreadOverLines(off, origin, included, taken);
    });
    if (operation?.selectionStrategy === "FIRST") return spread.slice(0, 1).flat();
    return spread
      .toSorted((a, b) => totalOf(b) - totalOf(a))
      .slice(0, 1)
      .flat();
  });
}

/**
 * Refuses what is not written down. A merchant's discount takes something off a gift card only where it names that product; what applies to
 * more than single products leaves gift cards out (help.shopify.com, "Add a discount to a gift card"), and whether a Function's may is not
 * said. Nor is whether a discount that does not say that it applies on subscriptions takes something off a line on a selling plan.
 */
function requireKnownRules(line: DiscountableLine, discount: AppDiscount): void {
  if (line.isGiftCard)
    throw new Error(
      `The Function takes something off ${line.id}, a gift card. Whether Shopify lets it is not documented: leave such lines out (isGiftCard).`,
    );
  if (line.isOnPlan && !discount.appliesOnSubscription)
    throw new Error(
      `The Function takes something off ${line.id}, which is on a selling plan, and its discount is not for subscriptions (appliesOnSubscription).`,
    );
}

/** An order code, of what product discounts leave; gift cards are not in it. */
function applyOrderCode(
  code: CodeDiscount,
  all: readonly DiscountableLine[],
  taken: readonly LineAllocation[],
): LineAllocation[] {
  const lines = all.filter((line) => !line.isGiftCard);
  const fromProducts = taken.filter((one) => one.discountClass === "PRODUCT");
  const total = sum(lines.map((line) => restOf(line, fromProducts)));
  const share = code.amountMinor ?? Math.floor((total * code.percent) / 100 + 0.5);
  const left = sum(lines.map((line) => restOf(line, taken)));
  const origin = { title: code.code, source: "code" as const };
  return spreadOverLines(Math.min(share, left), origin, lines, taken);
}

/** Spreads what is off the order over the lines, in proportion to what they cost by then. */
function spreadOverLines(
  off: number,
  origin: Pick<LineAllocation, "title" | "source">,
  lines: readonly DiscountableLine[],
  taken: readonly LineAllocation[],
): LineAllocation[] {
  const shares = spreadAmount(
    off,
    lines.map((line) => restOf(line, taken)),
  );
  return lines.map((line, index) => ({
    ...origin,
    lineId: line.id,
    amountMinor: shares[index]!,
    discountClass: "ORDER" as const,
  }));
}

function restOf(line: DiscountableLine, taken: readonly LineAllocation[]): number {
  return line.subtotalMinor - totalOf(taken.filter((one) => one.lineId === line.id));
}

/** What discounts take off together, in minor units. */
export function totalOf(allocations: readonly { readonly amountMinor: number }[]): number {
  return sum(allocations.map((one) => one.amountMinor));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, one) => total + one, 0);
}

/** What one automatic discount gives on a cart. */
export interface AutomaticDiscount {
  readonly discount: AppDiscount;
  readonly allocations: readonly LineAllocation[];
  /** What it takes off shipping. */
  readonly shippingMinor?: number;
}

/**
 * Automatic discounts beside an order code: both when each allows the other's classes, and otherwise the
 * one of them that saves the buyer more (shopify.dev, "Discount combinations").
 * @returns what is off the lines, and the automatic discounts that apply
 */
export function combine(
  all: readonly AutomaticDiscount[],
  code: CodeDiscount | undefined,
  lines: readonly DiscountableLine[],
): { allocations: LineAllocation[]; applied: readonly AutomaticDiscount[] } {
  const applied = bestOfAutomatic(all);
  const automatic = applied.flatMap((one) => one.allocations);
  if (!code) return { allocations: automatic, applied };
  const gives = (discountClass: LineAllocation["discountClass"]) =>
    automatic.some((one) => one.discountClass === discountClass);
  const combines =
    (code.combinesWith.productDiscounts || !gives("PRODUCT")) &&
    (code.combinesWith.orderDiscounts || !gives("ORDER")) &&
    (code.combinesWith.shippingDiscounts || sum(applied.map(shippingOf)) === 0) &&
    applied.every((one) => one.discount.combinesWith.orderDiscounts);
  if (combines)
    return { allocations: [...automatic, ...applyOrderCode(code, lines, automatic)], applied };
  const alone = applyOrderCode(code, lines, []);
  return sum(applied.map(savingOf)) >= totalOf(alone)
    ? { allocations: automatic, applied }
    : { allocations: alone, applied: [] };
}

const shippingOf = ({ shippingMinor = 0 }: AutomaticDiscount) => shippingMinor;
const savingOf = (one: AutomaticDiscount) => totalOf(one.allocations) + shippingOf(one);

/** Automatic discounts that do not combine with each other leave only the one that saves most. */
function bestOfAutomatic(all: readonly AutomaticDiscount[]): readonly AutomaticDiscount[] {
  const giving = all.filter((one) => savingOf(one) > 0);
  if (giving.every((one) => one.discount.combinesWith.productDiscounts)) return giving;
  return giving.toSorted((a, b) => savingOf(b) - savingOf(a)).slice(0, 1);
}
