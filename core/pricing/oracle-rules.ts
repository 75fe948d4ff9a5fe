import type { CompiledCondition } from "../audience/compile.ts";
import type {
  CompiledBreak,
  CompiledRewardStep,
  CompiledSet,
  PricingDocument,
} from "../offers/documents.ts";
import type { CompiledDiscount } from "../offers/discount-value.ts";
import type { CartLine, PricingRequest } from "./cart-input.ts";

type OpenLine = CartLine & { left: number };

const numberOf = (globalId: string) => Number(globalId.split("/").at(-1));

/** Whether a line's variant is among those that an offer names; none named means all. */
function eligible(line: CartLine, variants: readonly number[] | undefined): boolean {
  return !variants?.length || variants.includes(numberOf(line.variantId));
}

/** What a discount takes off a price: at least nothing, at most all of it; percentages round half up. */
function unitSaving(off: CompiledDiscount, price: number): number {
  const saving =
    "percent" in off
      ? Math.floor((price * off.percent) / 10_000 + 0.5)
      : "amount" in off
        ? off.amount
        : price - off.price;
  return Math.max(0, Math.min(price, saving));
}

/** Every way to take one set of a bundle, or of buy X get Y, from the units that are left. */
export function listSets(
  bundle: CompiledSet,
  lines: readonly OpenLine[],
): { units: number[]; saving: number }[] {
  let ways: number[][] = [lines.map(() => 0)];
  for (const component of bundle.components) {
    for (let unit = 0; unit < component.quantity; unit++) {
      ways = unique(
        ways.flatMap((way) =>
          lines.flatMap((line, index) => {
            const fits =
              numberOf(line.productId) === component.product && eligible(line, component.variants);
            return fits && way[index]! < line.left ? [way.with(index, way[index]! + 1)] : [];
          }),
        ),
      );
    }
  }
  return ways.map((units) => {
    const counted = bundle.components.flatMap((component) => {
      const prices = units
        .flatMap((count, index) => {
          const isOfComponent = numberOf(lines[index]!.productId) === component.product;
          return Array<number>(isOfComponent ? count : 0).fill(lines[index]!.unitPriceMinor);
        })
        .toSorted((a, b) => a - b);
      const isBuyXGetY = bundle.components.some((one) => one.get !== undefined);
      return isBuyXGetY ? prices.slice(0, component.get ?? 0) : prices;
    });
    const price = counted.reduce((sum, one) => sum + one, 0);
    return { units, saving: unitSaving(bundle.off, price) };
  });
}

function unique(ways: number[][]): number[][] {
  return [...new Map(ways.map((way) => [way.join(), way])).values()];
}

/** What the units of a product can count for. */
export function countingOffers(document: PricingDocument | undefined): readonly CompiledBreak[] {
  return [...(document?.breaks ?? []), ...(document?.mixes ?? [])];
}

/** Every way to choose one of each list. */
export function everyChoice<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>(
    (choices, list) => choices.flatMap((choice) => list.map((one) => [...choice, one])),
    [[]],
  );
}

/** What the units left save when those of each product count for one offer; equal ids count together. */
export function savingOfChoice(
  choice: ReadonlyMap<string, CompiledBreak | undefined>,
  lines: readonly OpenLine[],
): number {
  const ids = new Set([...choice.values()].flatMap((offer) => (offer ? [offer.id] : [])));
  return [...ids].reduce((sum, id) => {
    const counted = lines.filter((line) => {
      const offer = choice.get(line.productId);
      return offer?.id === id && eligible(line, offer.variants);
    });
    const units = counted.reduce((total, line) => total + line.left, 0);
    const tiers = [...choice.values()].find((offer) => offer?.id === id)!.tiers;
    const savings = tiers
      .filter((tier) => tier.from <= units)
      .map((tier) =>
        counted.reduce(
          (total, line) => total + line.left * unitSaving(tier.off, line.unitPriceMinor),
          0,
        ),
      );
    return sum + Math.max(0, ...savings);
  }, 0);
}

/** Whether an offer runs on the day, and is for the buyer. */
export function applies(
  { from = "", until = "9999-12-31", audience }: Pick<CompiledBreak, "from" | "until" | "audience">,
  request: PricingRequest,
): boolean {
  if (request.shopDate < from || request.shopDate > until) return false;
  if (!audience) return true;
  const held = audience.of.map((condition) => holds(condition, request));
  return audience.any ? held.includes(true) : !held.includes(false);
}

function holds(condition: CompiledCondition, request: PricingRequest): boolean {
  const { customer, countryCode, language, lines } = request;
  // What checkout cannot know holds for nobody, whichever way it is asked.
  if ("bought" in condition) return false;
  const isWithin = (value: number, [least = 0, most = Infinity]: readonly number[]) =>
    least <= value && value <= most;
  if ("orders" in condition) return !!customer && isWithin(customer.orders, condition.orders);
  if ("spent" in condition) return !!customer && isWithin(customer.spentMinor, condition.spent);
  const isSo =
    "signedIn" in condition
      ? customer !== undefined
      : "tags" in condition
        ? condition.tags.some((tag) => customer?.tags.includes(tag))
        : "tiers" in condition
          ? condition.tiers.includes(customer?.tierId ?? "")
          : "countries" in condition
            ? condition.countries.includes(countryCode ?? "")
            : "languages" in condition
              ? condition.languages.includes(language)
              : lines.some((line) => condition.cart.includes(numberOf(line.productId)));
  return isSo !== (condition.not ?? false);
}

/** The steps that the cart's value reaches: what is no gift and no gift card, at its price before discounts. */
function reachedSteps(request: PricingRequest): CompiledRewardStep[] {
  const { rewards, lines } = request;
  const value = lines
    .filter((line) => !line.isGift && !line.isGiftCard)
    .reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  return (rewards?.rewards ?? [])
    .filter((reward) => applies(reward, request))
    .flatMap(({ steps }) => steps)
    .filter((step) => step.from <= value);
}

/** Of each line, the units that are gifts: what the reached steps give, on lines that ask for it, in their order. */
export function giftUnitsOf(request: PricingRequest): number[] {
  const units = request.lines.map(() => 0);
  for (const gift of reachedSteps(request).flatMap((step) => step.gifts ?? [])) {
    let left = gift.quantity;
    request.lines.forEach((line, index) => {
      const isOfGift = numberOf(line.productId) === gift.product && eligible(line, gift.variants);
      if (!line.isGift || line.sellingPlanId || line.isGiftCard || !isOfGift) return;
      const given = Math.min(left, line.quantity - units[index]!);
      units[index]! += given;
      left -= given;
    });
  }
  return units;
}

/** The most that a reached step takes off what is left of the order. */
export function savingOnOrder(request: PricingRequest, offLines: number): number {
  const priced = request.lines.filter((line) => !line.isGiftCard && !line.sellingPlanId);
  const list = priced.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const savings = reachedSteps(request).flatMap(({ off }) =>
    off ? [unitSaving(off, list - offLines)] : [],
  );
  return Math.max(0, ...savings);
}
