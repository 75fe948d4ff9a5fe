import {
  applies,
  countingOffers,
  everyChoice,
  giftUnitsOf,
  listSets,
  savingOfChoice,
  savingOnOrder,
} from "./oracle-rules.ts";
import type { PricingRequest } from "./cart-input.ts";

/**
 * The best saving on a small cart, by trying every combination there is: for tests, to judge the
 * pricing module by. It is written apart from the module, from the rules in words:
 * a unit counts for one offer only; a bundle saves one amount for each whole set, and so does buy X
 * get Y, on the cheapest units of what is got, in as many sets as its limit allows; the units of a
 * product that no set took count for one offer, a quantity break of it or a mix and match that it
 * belongs to, on one tier at or below their number, which in a mix and match is that of all products
 * that count for it; a line on a selling plan and a gift card take no part. Of the cart's rewards, units that
 * are gifts are free and count for nothing else, and the best reached discount is off what all of that leaves.
 * @returns minor units
 */
export function bestSavingByBruteForce(request: PricingRequest): number {
  const gifts = giftUnitsOf(request);
  const lines = request.lines.map((line, index) => ({
    ...line,
    left: line.sellingPlanId || line.isGiftCard ? 0 : line.quantity - gifts[index]!,
  }));
  const documents = new Map(
    request.lines.map((line) => [line.productId, request.documents.get(line.productId)]),
  );
  const runs = (offer: Parameters<typeof applies>[0]) => applies(offer, request);
  const bundles = [...documents.values()]
    .flatMap((document) => document?.bundles ?? [])
    .filter(runs);

  const products = [...documents.keys()];
  const savingOfCounting = () => {
    const choices = products.map((productId) => [
      undefined,
      ...countingOffers(documents.get(productId)).filter(runs),
    ]);
    return Math.max(
      ...everyChoice(choices).map((choice) =>
        savingOfChoice(new Map(products.map((id, index) => [id, choice[index]])), lines),
      ),
    );
  };

  const known = new Map<string, number>();
  const best = (bundleIndex: number, taken: number): number => {
    const state = `${bundleIndex}:${taken}:${lines.map((line) => line.left).join()}`;
    const answer = known.get(state) ?? tryAll(bundleIndex, taken);
    known.set(state, answer);
    return answer;
  };
  const tryAll = (bundleIndex: number, taken: number): number => {
    const bundle = bundles[bundleIndex];
    if (!bundle) return savingOfCounting();
    const options = [best(bundleIndex + 1, 0)];
    if (taken === bundle.limit) return options[0]!;
    for (const set of listSets(bundle, lines)) {
      set.units.forEach((units, index) => (lines[index]!.left -= units));
      options.push(set.saving + best(bundleIndex, taken + 1));
      set.units.forEach((units, index) => (lines[index]!.left += units));
    }
    return Math.max(...options);
  };
  const offLines =
    best(0, 0) + lines.reduce((sum, line, index) => sum + gifts[index]! * line.unitPriceMinor, 0);
  return offLines + savingOnOrder(request, offLines);
}
