/**
 * The price rule of what is bought in whole sets: a fixed bundle, and buy X get Y. One *set* takes its
 * components' quantities out of the cart and saves one amount, rounded once, so that n equal sets cost
 * n times the price on the product page. A fixed bundle's discount counts the whole set. Buy X get Y
 * counts the units that are got: where a component is both bought and got, the cheapest of its units,
 * so that nothing is got that is dearer than what was bought for it.
 * A *pattern* is one way to take a set: how many units from which lines.
 */

import { isOutOfOffers, lineProduct, lineQuantity, lineUnitPrice, lineVariant } from "../cart";
import { Integers } from "../integers";
import {
  componentFirstVariant,
  componentGet,
  componentProduct,
  componentQuantity,
  componentVariantCount,
  componentVariants,
  offerComponentCount,
  offerDiscount,
  offerDiscountKind,
  offerFirstComponent,
  offerRewards,
  savingOn,
} from "../offers";
import { lastLineOfProduct, previousLineOfProduct } from "../product-lines";

/** Patterns kept for one offer. Fewer exist in all but carts with many variants of a component. */
const PATTERNS_PER_OFFER: i32 = 32;

export const patternOffer = new Integers(64);
/** What one set saves, in minor units. */
export const patternSaving = new Integers(64);
/** What one set costs without the offer, and the part of it that the discount counts. */
export const patternListPrice = new Integers(64);
export const patternCountedPrice = new Integers(64);
export const patternUnits = new Integers(64);
export const patternFirstEntry = new Integers(64);
export const patternEntryCount = new Integers(64);
/** The lines of a pattern, each once, the units taken from each, and those that the discount counts. */
export const entryLine = new Integers(256);
export const entryUnits = new Integers(256);
export const entryCountedUnits = new Integers(256);

/** Whether some pattern was left out, so that the search cannot claim to have seen all. */
export let patternsAreComplete: bool = true;

/** Units of a line that the set being built has taken; all 0 between two sets. */
const taken = new Integers(256);
/** Units of a line that sets formed before it have taken; all 0 between two offers. */
const spent = new Integers(256);

/** Whether a line's units can serve as a component. Lines on a selling plan and gift cards never do. */
export function fitsComponent(line: i32, component: i32): bool {
  if (lineProduct.at(line) != componentProduct.at(component)) return false;
  if (isOutOfOffers(line) || lineQuantity.at(line) <= 0) return false;
  const count = <i32>componentVariantCount.at(component);
  if (count == 0) return true;
  const first = <i32>componentFirstVariant.at(component);
  for (let i = first; i < first + count; i++) {
    if (componentVariants.at(i) == lineVariant.at(line)) return true;
  }
  return false;
}

/** Saving of one set whose counted units cost `listPrice` together; never more than they cost. */
function savingOfSet(offer: i32, listPrice: i64): i64 {
  return savingOn(listPrice, offerDiscountKind.at(offer), offerDiscount.at(offer));
}

/**
 * Collects the patterns of an offer. First the sets that form when the dearest units go first,
 * until no more form, so that no possible set is missed; then the other ways, up to a bound.
 */
export function collectPatterns(offer: i32): void {
  taken.fill(0, lineQuantity.length - taken.length);
  spent.fill(0, lineQuantity.length - spent.length);
  candidates.truncate(0);
  candidateStart.truncate(0);
  const first = <i32>offerFirstComponent.at(offer);
  const count = <i32>offerComponentCount.at(offer);
  if (count == 0) return;
  for (let i = first; i < first + count; i++) {
    if (componentQuantity.at(i) <= 0 || !listCandidates(i)) return;
  }
  candidateStart.push(candidates.length);
  const firstPattern = patternOffer.length;
  while (formDearestSet(offer)) {
    if (patternOffer.length - firstPattern >= PATTERNS_PER_OFFER) {
      patternsAreComplete = false;
      break;
    }
  }
  for (let at = 0; at < candidates.length; at++) spent.set(<i32>candidates.at(at), 0);
  if (patternOffer.length > firstPattern)
    extend(offer, firstPattern, 0, 0, componentQuantity.at(first));
}

/** Lines that fit each component, dearest first; a range of it begins at each candidateStart. */
const candidates = new Integers(256);
const candidateStart = new Integers(32);

function listCandidates(component: i32): bool {
  const start = candidates.length;
  candidateStart.push(start);
  let line = lastLineOfProduct(componentProduct.at(component));
  for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
    if (!fitsComponent(line, component)) continue;
    candidates.push(line);
    for (let at = candidates.length - 1; at > start; at--) {
      const before = candidates.at(at - 1);
      // The chain leads from the last line to the first, and of equals the first goes first.
      if (lineUnitPrice.at(<i32>before) > lineUnitPrice.at(line)) break;
      candidates.set(at - 1, line);
      candidates.set(at, before);
    }
  }
  return candidates.length > start;
}

function unitsLeft(line: i32): i64 {
  return lineQuantity.at(line) - spent.at(line) - taken.at(line);
}

/** Forms one set of the dearest units that are left, as often as it can be repeated. */
function formDearestSet(offer: i32): bool {
  const first = <i32>offerFirstComponent.at(offer);
  const count = <i32>offerComponentCount.at(offer);
  let isWhole = true;
  for (let i = 0; i < count && isWhole; i++) {
    let needed = componentQuantity.at(first + i);
    for (
      let at = <i32>candidateStart.at(i);
      at < <i32>candidateStart.at(i + 1) && needed > 0;
      at++
    ) {
      const line = <i32>candidates.at(at);
      const units = min(needed, unitsLeft(line));
      taken.add(line, units);
      needed -= units;
    }
    isWhole = needed == 0;
  }
  if (isWhole) {
    keepPattern(offer, patternOffer.length);
    let repeats: i64 = i64.MAX_VALUE;
    for (let at = 0; at < candidates.length; at++) {
      const line = <i32>candidates.at(at);
      if (taken.at(line) > 0) {
        repeats = min(repeats, (lineQuantity.at(line) - spent.at(line)) / taken.at(line));
      }
    }
    for (let at = 0; at < candidates.length; at++) {
      const line = <i32>candidates.at(at);
      spent.add(line, taken.at(line) * repeats);
      taken.set(line, 0);
    }
    return true;
  }
  for (let at = 0; at < candidates.length; at++) taken.set(<i32>candidates.at(at), 0);
  return false;
}

/**
 * Takes the units of component after component from every choice of lines, dearest first.
 * @param at candidate, relative to the component's first, from which units may still be taken
 */
function extend(offer: i32, firstPattern: i32, index: i32, at: i32, needed: i64): void {
  if (patternOffer.length - firstPattern >= PATTERNS_PER_OFFER) {
    patternsAreComplete = false;
    return;
  }
  if (needed == 0) {
    if (index + 1 == <i32>offerComponentCount.at(offer)) keepPattern(offer, firstPattern);
    else {
      const next = <i32>offerFirstComponent.at(offer) + index + 1;
      extend(offer, firstPattern, index + 1, 0, componentQuantity.at(next));
    }
    return;
  }
  const candidate = <i32>candidateStart.at(index) + at;
  if (candidate >= <i32>candidateStart.at(index + 1)) return;
  const line = <i32>candidates.at(candidate);
  for (let units = min(needed, unitsLeft(line)); units >= 0; units--) {
    taken.add(line, units);
    extend(offer, firstPattern, index, at + 1, needed - units);
    taken.add(line, -units);
  }
}

/** Keeps the set that is taken as a pattern, unless it is there already since `firstPattern`. */
function keepPattern(offer: i32, firstPattern: i32): void {
  const firstEntry = entryLine.length;
  let listPrice: i64 = 0;
  let units: i64 = 0;
  for (let at = 0; at < candidates.length; at++) {
    const line = <i32>candidates.at(at);
    const count = taken.at(line);
    if (count == 0 || isEntered(line, firstEntry)) continue;
    entryLine.push(line);
    entryUnits.push(count);
    entryCountedUnits.push(count);
    listPrice += lineUnitPrice.at(line) * count;
    units += count;
  }
  if (isKept(firstPattern, firstEntry)) {
    entryLine.truncate(firstEntry);
    entryUnits.truncate(firstEntry);
    entryCountedUnits.truncate(firstEntry);
    return;
  }
  const counted = offerRewards.at(offer) == 0 ? listPrice : countRewards(offer, firstEntry);
  patternOffer.push(offer);
  patternSaving.push(savingOfSet(offer, counted));
  patternListPrice.push(listPrice);
  patternCountedPrice.push(counted);
  patternUnits.push(units);
  patternFirstEntry.push(firstEntry);
  patternEntryCount.push(entryLine.length - firstEntry);
}

/**
 * Leaves only the units that are got among the counted ones: of each component, the cheapest.
 * @returns what they cost
 */
function countRewards(offer: i32, firstEntry: i32): i64 {
  for (let entry = firstEntry; entry < entryLine.length; entry++) entryCountedUnits.set(entry, 0);
  const first = <i32>offerFirstComponent.at(offer);
  let price: i64 = 0;
  for (let i = 0; i < <i32>offerComponentCount.at(offer); i++) {
    let got = componentGet.at(first + i);
    const start = <i32>candidateStart.at(i);
    for (let at = <i32>candidateStart.at(i + 1) - 1; at >= start && got > 0; at--) {
      const line = <i32>candidates.at(at);
      const units = min(got, taken.at(line));
      if (units == 0) continue;
      got -= units;
      price += units * lineUnitPrice.at(line);
      for (let entry = firstEntry; entry < entryLine.length; entry++) {
        if (entryLine.at(entry) == line) entryCountedUnits.add(entry, units);
      }
    }
  }
  return price;
}

/** Whether a line that fits two components is among the entries of this pattern already. */
function isEntered(line: i32, firstEntry: i32): bool {
  for (let entry = firstEntry; entry < entryLine.length; entry++) {
    if (entryLine.at(entry) == line) return true;
  }
  return false;
}

function isKept(firstPattern: i32, firstEntry: i32): bool {
  const count = entryLine.length - firstEntry;
  for (let pattern = firstPattern; pattern < patternOffer.length; pattern++) {
    if (<i32>patternEntryCount.at(pattern) != count) continue;
    const other = <i32>patternFirstEntry.at(pattern);
    let same = true;
    for (let i = 0; i < count && same; i++) {
      same =
        entryLine.at(firstEntry + i) == entryLine.at(other + i) &&
        entryUnits.at(firstEntry + i) == entryUnits.at(other + i);
    }
    if (same) return true;
  }
  return false;
}
