/** Lays the savings of the chosen combination on the lines, exact to the minor unit. */

import { lineQuantity, lineUnitPrice } from "./cart";
import { findOrderDiscount, grantLine, grantOffer, grantUnits } from "./cart-rewards";
import { findBestCombination, patternTimes, rowIsChosen, unitsLeft } from "./combination";
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
import { chosenTier, countUnits, savingOfBreak, savingOfUnit, savingOnTier } from "./kinds/tiers";
import {
  componentProduct,
  MIX_AND_MATCH,
  nextRowOfMix,
  offerFirstComponent,
  offerFirstTier,
  offerHead,
  offerKind,
  offerTierCount,
  tierFrom,
} from "./offers";
import { lastLineOfProduct, previousLineOfProduct } from "./product-lines";

/** What one offer does on one line, in the order in which sets, then what counts units, were applied. */
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
/** Sets, or units that count, that an offer applies to. */
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
  for (let grant = 0; grant < grantLine.length; grant++) {
    const units = grantUnits.at(grant);
    const offer = <i32>grantOffer.at(grant);
    offerTimes.add(offer, units);
    addPart(grantLine.at(grant), offer, units, units * lineUnitPrice.at(<i32>grantLine.at(grant)));
  }
  for (let pattern = 0; pattern < patternOffer.length; pattern++) {
    if (patternTimes.at(pattern) > 0) allocateSets(pattern, patternTimes.at(pattern));
  }
  allocateCounted();
  findOrderDiscount(lineSaving);
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

/** Gives the rows that were chosen what their tier takes off the units that no set took. */
function allocateCounted(): void {
  mixTier.fill(UNKNOWN, offerKind.length);
  for (let row = 0; row < offerKind.length; row++) {
    if (rowIsChosen.at(row) == 0) continue;
    const tier = tierOfRow(row);
    if (tier < 0) continue;
    const component = <i32>offerFirstComponent.at(row);
    const head = <i32>offerHead.at(row);
    let line = lastLineOfProduct(componentProduct.at(component));
    for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
      const units = unitsLeft.at(line);
      if (units == 0 || !fitsComponent(line, component)) continue;
      offerTimes.add(head, units);
      const saving = savingOfUnit(tier, lineUnitPrice.at(line)) * units;
      if (saving > 0) addPart(line, head, units, saving);
    }
  }
}

/** By head of a mix and match, the tier that its rows share: -1 for none, and this until it is known. */
const mixTier = new Integers(64);
const UNKNOWN: i64 = -2;

/** The tier that a row is on; -1 for none. */
function tierOfRow(row: i32): i32 {
  if (offerKind.at(row) == MIX_AND_MATCH) {
    const head = <i32>offerHead.at(row);
    if (mixTier.at(head) == UNKNOWN) mixTier.set(head, tierOfMix(head));
    return <i32>mixTier.at(head);
  }
  savingOfBreak(row, unitsLeft);
  return chosenTier;
}

/** The tier that saves most of those that a mix and match reaches with the rows that were chosen. */
function tierOfMix(head: i32): i32 {
  let units: i64 = 0;
  for (let row = head; row >= 0; row = <i32>nextRowOfMix.at(row)) {
    if (rowIsChosen.at(row) != 0) units += countUnits(row, unitsLeft);
  }
  let most: i64 = 0;
  let chosen = -1;
  const first = <i32>offerFirstTier.at(head);
  for (let tier = first; tier < first + <i32>offerTierCount.at(head); tier++) {
    if (tierFrom.at(tier) > units) continue;
    let saving: i64 = 0;
    for (let row = head; row >= 0; row = <i32>nextRowOfMix.at(row)) {
      if (rowIsChosen.at(row) != 0) saving += savingOnTier(row, tier, unitsLeft);
    }
    if (saving <= most) continue;
    most = saving;
    chosen = tier;
  }
  return chosen;
}
