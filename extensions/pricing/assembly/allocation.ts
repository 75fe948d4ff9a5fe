/** Lays the savings of the chosen combination on the lines, exact to the minor unit. */

import { lastLineOfProduct, lineQuantity, lineUnitPrice, previousLineOfProduct } from "./cart";
import { findBestCombination, isScheduled, patternTimes, unitsLeft } from "./combination";
import { Integers } from "./integers";
import {
  entryCountedUnits,
  entryLine,
  entryUnits,
  fitsComponent,
  patternCountedPrice,
  patternEntryCount,
  patternFirstEntry,
  patternOffer,
  patternSaving,
} from "./kinds/sets";
import { chosenTier, savingOfBreak, savingOfUnit } from "./kinds/quantity-break";
import { componentProduct, offerFirstComponent, offerKind, QUANTITY_BREAK } from "./offers";

/** What one offer does on one line, in the order in which sets, then breaks, were applied. */
export const partLine = new Integers(256);
export const partOffer = new Integers(256);
export const partUnits = new Integers(256);
export const partSaving = new Integers(256);

/** The parts of a line as a chain. */
const firstPart = new Integers(256);
const nextPart = new Integers(256);

/** First part of a line; -1 for none. */
export function firstPartOfLine(line: i32): i32 {
  return <i32>firstPart.at(line);
}

/** The part that follows on the same line; -1 for none. */
export function nextPartOfLine(part: i32): i32 {
  return <i32>nextPart.at(part);
}

/** What all offers save on a line. */
export const lineSaving = new Integers(256);
/** Sets, or units of a quantity break, that an offer applies to. */
export const offerTimes = new Integers(64);
export const offerSaving = new Integers(64);

const weight = new Integers(32);
const share = new Integers(32);

/** Finds the best combination and fills the columns of this file. */
export function allocateSavings(): void {
  findBestCombination();
  lineSaving.fill(0, lineQuantity.length);
  firstPart.fill(-1, lineQuantity.length);
  offerTimes.fill(0, offerKind.length);
  offerSaving.fill(0, offerKind.length);
  for (let pattern = 0; pattern < patternOffer.length; pattern++) {
    if (patternTimes.at(pattern) > 0) allocateSets(pattern, patternTimes.at(pattern));
  }
  allocateBreaks();
}

function addPart(line: i64, offer: i32, units: i64, saving: i64): void {
  lineSaving.add(<i32>line, saving);
  offerSaving.add(offer, saving);
  let last = -1;
  for (let part = firstPartOfLine(<i32>line); part >= 0; part = nextPartOfLine(part)) {
    last = part;
    if (partOffer.at(part) != offer) continue;
    partUnits.add(part, units);
    partSaving.add(part, saving);
    return;
  }
  if (last < 0) firstPart.set(<i32>line, partLine.length);
  else nextPart.set(last, partLine.length);
  nextPart.push(-1);
  partLine.push(line);
  partOffer.push(offer);
  partUnits.push(units);
  partSaving.push(saving);
}

/** Splits one set's saving over its counted units by price, largest remainder first, and gives each set the same split. */
function allocateSets(pattern: i32, times: i64): void {
  const offer = <i32>patternOffer.at(pattern);
  const first = <i32>patternFirstEntry.at(pattern);
  const count = <i32>patternEntryCount.at(pattern);
  weight.truncate(0);
  for (let i = 0; i < count; i++) {
    weight.push(lineUnitPrice.at(<i32>entryLine.at(first + i)) * entryCountedUnits.at(first + i));
  }
  splitByWeight(patternSaving.at(pattern), patternCountedPrice.at(pattern));
  for (let i = 0; i < count; i++) {
    const units = entryUnits.at(first + i) * times;
    addPart(entryLine.at(first + i), offer, units, share.at(i) * times);
  }
  offerTimes.add(offer, times);
}

/** Fills `share` with parts of `amount` in proportion to `weight`; they add up to it exactly. */
function splitByWeight(amount: i64, total: i64): void {
  share.truncate(0);
  let rest = amount;
  for (let i = 0; i < weight.length; i++) {
    share.push((amount * weight.at(i)) / total);
    rest -= share.at(i);
  }
  for (; rest > 0; rest--) {
    let largest = 0;
    let remainder: i64 = -1;
    for (let i = 0; i < weight.length; i++) {
      const over = amount * weight.at(i) - share.at(i) * total;
      if (over > remainder) {
        remainder = over;
        largest = i;
      }
    }
    share.add(largest, 1);
  }
}

function allocateBreaks(): void {
  for (let offer = 0; offer < offerKind.length; offer++) {
    if (!isFirstBreakOfProduct(offer)) continue;
    applyBestBreak(offer, componentProduct.at(<i32>offerFirstComponent.at(offer)));
  }
}

function isBreak(offer: i32): bool {
  return offerKind.at(offer) == QUANTITY_BREAK && isScheduled(offer);
}

function isFirstBreakOfProduct(offer: i32): bool {
  if (!isBreak(offer)) return false;
  const product = componentProduct.at(<i32>offerFirstComponent.at(offer));
  for (
    let earlier = offer - 1;
    earlier >= 0 && offerKind.at(earlier) == QUANTITY_BREAK;
    earlier--
  ) {
    if (componentProduct.at(<i32>offerFirstComponent.at(earlier)) != product) return true;
    if (isBreak(earlier)) return false;
  }
  return true;
}

function applyBestBreak(firstOffer: i32, product: i64): void {
  let best: i64 = 0;
  let bestOffer = -1;
  let bestTier = -1;
  for (let offer = firstOffer; offer < offerKind.length; offer++) {
    if (!isBreak(offer)) continue;
    if (componentProduct.at(<i32>offerFirstComponent.at(offer)) != product) break;
    const saving = savingOfBreak(offer, unitsLeft);
    if (saving <= best) continue;
    best = saving;
    bestOffer = offer;
    bestTier = chosenTier;
  }
  if (bestOffer < 0) return;
  const component = <i32>offerFirstComponent.at(bestOffer);
  let line = lastLineOfProduct(product);
  for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
    const units = unitsLeft.at(line);
    if (units == 0 || !fitsComponent(line, component)) continue;
    offerTimes.add(bestOffer, units);
    const saving = savingOfUnit(bestTier, lineUnitPrice.at(line)) * units;
    if (saving > 0) addPart(line, bestOffer, units, saving);
  }
}
