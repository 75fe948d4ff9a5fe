import type { CompiledSet } from "../offers/documents.ts";
import type { CompiledDiscount } from "../offers/discount-value.ts";
import type { CartLine } from "./cart-input.ts";

type OpenLine = CartLine & { left: number };

const numberOf = (globalId: string) => Number(globalId.split("/").at(-1));

/** Whether a line's variant is among those that an offer names; none named means all. */
export function eligible(line: CartLine, variants: readonly number[] | undefined): boolean {
  return !variants?.length || variants.includes(numberOf(line.variantId));
}

/** What a discount takes off a price: at least nothing, at most all of it; percentages round half up. */
export function unitSaving(off: CompiledDiscount, price: number): number {
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
