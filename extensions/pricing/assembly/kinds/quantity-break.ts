/**
 * The price rule of a quantity break. The units of a product that no bundle took are counted
 * together, whatever the variant; the best tier at or below that number gives every one of them
 * the same terms, rounded per unit, so that units times the unit price shown is the price charged.
 * Where a product carries several quantity breaks, one of them applies: the one that saves most.
 */

import { lastLineOfProduct, lineUnitPrice, previousLineOfProduct } from "../cart";
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

/** Saving of one unit on a tier; never more than the unit costs. */
export function savingOfUnit(tier: i32, unitPrice: i64): i64 {
  return savingOn(unitPrice, tierDiscountKind.at(tier), tierDiscount.at(tier));
}

/** The tier that {@link savingOfBreak} chose last; -1 for none. */
export let chosenTier: i32 = -1;

/**
 * What a break saves on the units that are left.
 * @param units units left, by line
 */
export function savingOfBreak(offer: i32, units: Integers): i64 {
  chosenTier = -1;
  const component = <i32>offerFirstComponent.at(offer);
  const last = lastLineOfProduct(componentProduct.at(component));
  const counted = countUnits(component, units);
  let best: i64 = 0;
  const first = <i32>offerFirstTier.at(offer);
  for (let tier = first; tier < first + <i32>offerTierCount.at(offer); tier++) {
    if (tierFrom.at(tier) > counted) continue;
    let saving: i64 = 0;
    for (let line = last; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
      const count = units.at(line);
      if (count > 0 && fitsComponent(line, component)) {
        saving += savingOfUnit(tier, lineUnitPrice.at(line)) * count;
      }
    }
    if (saving > best) {
      best = saving;
      chosenTier = tier;
    }
  }
  return best;
}

/** Units left that count towards a break. */
function countUnits(component: i32, units: Integers): i64 {
  let counted: i64 = 0;
  let line = lastLineOfProduct(componentProduct.at(component));
  for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
    if (fitsComponent(line, component)) counted += units.at(line);
  }
  return counted;
}
