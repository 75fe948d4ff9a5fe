/**
 * The price rule of what counts units: a quantity break, and mix and match. The units that no set took
 * are counted together, whatever the variant; the best tier at or below that number gives every one of
 * them the same terms, rounded per unit, so that units times the unit price shown is the price charged.
 * A quantity break counts the units of one product; mix and match, those of all of its products. What is
 * here looks at one product's part, a row of `offer…` (see {@link MIX_AND_MATCH}).
 */

import { lineUnitPrice } from "../cart";
import { Integers } from "../integers";
import {
  componentProduct,
  offerFirstComponent,
  offerFirstTier,
  offerTierCount,
  savingOn,
  tierDiscount,
  tierDiscountKind,
  tierFrom,
} from "../offers";
import { fitsComponent } from "./sets";
import { lastLineOfProduct, previousLineOfProduct } from "../product-lines";

/** Saving of one unit on a tier; never more than the unit costs. */
export function savingOfUnit(tier: i32, unitPrice: i64): i64 {
  return savingOn(unitPrice, tierDiscountKind.at(tier), tierDiscount.at(tier));
}

/** Product that a row counts. */
export function productOfRow(row: i32): i64 {
  return componentProduct.at(<i32>offerFirstComponent.at(row));
}

/** What a row's units save on a tier, whether it is reached or not. */
export function savingOnTier(row: i32, tier: i32, units: Integers): i64 {
  const component = <i32>offerFirstComponent.at(row);
  let saving: i64 = 0;
  let line = lastLineOfProduct(componentProduct.at(component));
  for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
    const count = units.at(line);
    if (count > 0 && fitsComponent(line, component)) {
      saving += savingOfUnit(tier, lineUnitPrice.at(line)) * count;
    }
  }
  return saving;
}

/** The tier that {@link savingOfBreak} chose last; -1 for none. */
export let chosenTier: i32 = -1;

/**
 * What a quantity break saves on the units that are left.
 * @param units units left, by line
 */
export function savingOfBreak(row: i32, units: Integers): i64 {
  chosenTier = -1;
  const counted = countUnits(row, units);
  let best: i64 = 0;
  const first = <i32>offerFirstTier.at(row);
  for (let tier = first; tier < first + <i32>offerTierCount.at(row); tier++) {
    if (tierFrom.at(tier) > counted) continue;
    const saving = savingOnTier(row, tier, units);
    if (saving > best) {
      best = saving;
      chosenTier = tier;
    }
  }
  return best;
}

/** Units left that a row counts. */
export function countUnits(row: i32, units: Integers): i64 {
  const component = <i32>offerFirstComponent.at(row);
  let counted: i64 = 0;
  let line = lastLineOfProduct(componentProduct.at(component));
  for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
    if (fitsComponent(line, component)) counted += units.at(line);
  }
  return counted;
}
