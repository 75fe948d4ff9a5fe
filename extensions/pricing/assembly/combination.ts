/**
 * Finds the combination of offers that saves the shopper most. A unit counts for one offer only; one that
 * is a gift of the cart's value counts for no other.
 *
 * The cart falls into parts that share no line; each is searched on its own. Within a part, the
 * search decides for one pattern of a set after the other how often it is taken, most first, and
 * gives what is left to what counts units. Its first path is the greedy answer, so whatever the
 * step bound cuts off, the result is never worse than greedy; "no set at all" is tried before.
 * Without a cut the result is the best there is (shown by tests against a brute-force oracle).
 * Equal savings keep the combination that was found first, so the answer is deterministic.
 */

import { isOutOfOffers, lineQuantity, lineUnitPrice } from "./cart";
import { giftUnits, grantGifts } from "./cart-rewards";
import { bestChoice, openPart, savingOfCounting, sawAllChoices, touchLine } from "./counting";
import { Integers } from "./integers";
import {
  collectPatterns,
  entryLine,
  entryUnits,
  fitsComponent,
  patternEntryCount,
  patternFirstEntry,
  patternListPrice,
  patternOffer,
  patternSaving,
  patternsAreComplete,
  patternUnits,
} from "./kinds/sets";
import { productOfRow, savingOfUnit } from "./kinds/tiers";
import {
  isRunning,
  MIX_AND_MATCH,
  offerFirstComponent,
  offerFirstTier,
  offerHead,
  offerKind,
  offerLimit,
  offerTierCount,
  QUANTITY_BREAK,
  SET_OFFER,
} from "./offers";
import { isSpent, openBudget, spend } from "./search-budget";
import { lastLineOfProduct, previousLineOfProduct } from "./product-lines";

/** Fixed-point unit of the bound on what one unit of a line can save. */
const BOUND_SCALE: i64 = 1024;

/** How often each pattern is taken in the combination that was chosen. */
export const patternTimes = new Integers(64);
/** Units of each line that no set took. */
export const unitsLeft = new Integers(256);
/** Sets of each offer that may still be taken. */
const setsLeft = new Integers(64);
/** Rows that count units: 1 for those whose units count in the combination that was chosen. */
export const rowIsChosen = new Integers(64);
/** Whether every combination was seen. */
export let isExact: bool = true;

/** The part (named by one of its lines) that a line belongs to. */
const partOf = new Integers(256);
/** The most that one unit of a line can save, scaled. */
const unitBound = new Integers(256);

/** Patterns of the part that is searched, in order of search. */
const order = new Integers(64);
const times = new Integers(64);
const bestTimes = new Integers(64);
const bestRows = new Integers(64);
/** By part: what its units can save at the most (scaled), and chains of its patterns and of the rows that count units. */
const partBound = new Integers(256);
const firstPatternOfPart = new Integers(256);
const nextPatternOfPart = new Integers(64);
const firstRowOfPart = new Integers(256);
const nextRowOfPart = new Integers(64);

let searchedPart: i32 = 0;
let bestSaving: i64 = 0;

/** Fills {@link patternTimes} and {@link unitsLeft} with the best combination. */
export function findBestCombination(): void {
  const lines = lineQuantity.length;
  unitsLeft.fill(0, lines);
  unitBound.fill(0, lines);
  grantGifts();
  for (let line = 0; line < lines; line++) {
    partOf.push(line);
    if (isOutOfOffers(line)) continue;
    unitsLeft.set(line, max(lineQuantity.at(line), 0) - giftUnits.at(line));
  }
  for (let offer = 0; offer < offerKind.length; offer++) {
    if (offerKind.at(offer) == SET_OFFER && isRunning(offer)) collectPatterns(offer);
  }
  patternTimes.fill(0, patternOffer.length);
  rowIsChosen.fill(0, offerKind.length);
  for (let offer = 0; offer < offerKind.length; offer++) {
    setsLeft.push(offerLimit.at(offer) == 0 ? i64.MAX_VALUE : offerLimit.at(offer));
  }
  isExact = patternsAreComplete;
  boundByPatterns();
  boundByRows();
  chainByPart();
  openBudget(lines);
  for (let line = 0; line < lines; line++) {
    if (partOf.at(line) == line) searchPart(line);
  }
}

function rootOf(line: i32): i32 {
  while (partOf.at(line) != line) {
    partOf.set(line, partOf.at(<i32>partOf.at(line)));
    line = <i32>partOf.at(line);
  }
  return line;
}

/** Joins two parts under the smaller line, so that parts are named alike in every run. */
function join(a: i32, b: i32): void {
  const first = rootOf(a);
  const second = rootOf(b);
  if (first < second) partOf.set(second, first);
  else partOf.set(first, second);
}

function boundByPatterns(): void {
  for (let pattern = 0; pattern < patternOffer.length; pattern++) {
    const saving = patternSaving.at(pattern);
    if (saving == 0) continue;
    const first = <i32>patternFirstEntry.at(pattern);
    const listPrice = patternListPrice.at(pattern);
    const offer = patternOffer.at(pattern);
    // A limit ties sets that share no line: the patterns of an offer stand together.
    if (offerLimit.at(<i32>offer) != 0 && pattern > 0 && patternOffer.at(pattern - 1) == offer) {
      join(<i32>entryLine.at(<i32>patternFirstEntry.at(pattern - 1)), <i32>entryLine.at(first));
    }
    for (let entry = first; entry < first + <i32>patternEntryCount.at(pattern); entry++) {
      const line = <i32>entryLine.at(entry);
      join(<i32>entryLine.at(first), line);
      const share = (lineUnitPrice.at(line) * saving * BOUND_SCALE) / listPrice + 1;
      unitBound.set(line, max(unitBound.at(line), share));
    }
  }
}

/** Whether an offer is, for one product, in force and counts units. */
function countsUnits(offer: i32): bool {
  const kind = offerKind.at(offer);
  return (kind == QUANTITY_BREAK || kind == MIX_AND_MATCH) && isRunning(offer);
}

function boundByRows(): void {
  for (let row = 0; row < offerKind.length; row++) {
    if (!countsUnits(row)) continue;
    const component = <i32>offerFirstComponent.at(row);
    const firstTier = <i32>offerFirstTier.at(row);
    const last = lastLineOfProduct(productOfRow(row));
    join(last, lastLineOfProduct(productOfRow(<i32>offerHead.at(row))));
    for (let line = last; line >= 0; line = <i32>previousLineOfProduct.at(line)) {
      // The rows of one product compete even when they count different variants.
      join(last, line);
      if (!fitsComponent(line, component)) continue;
      for (let tier = firstTier; tier < firstTier + <i32>offerTierCount.at(row); tier++) {
        const saving = savingOfUnit(tier, lineUnitPrice.at(line)) * BOUND_SCALE;
        unitBound.set(line, max(unitBound.at(line), saving));
      }
    }
  }
}

/** Lists, for each part, its patterns that save anything and its rows that count units, as they were read. */
function chainByPart(): void {
  const lines = lineQuantity.length;
  partBound.fill(0, lines);
  firstPatternOfPart.fill(-1, lines);
  nextPatternOfPart.fill(-1, patternOffer.length);
  firstRowOfPart.fill(-1, lines);
  nextRowOfPart.fill(-1, offerKind.length);
  for (let line = 0; line < lines; line++) {
    partBound.add(rootOf(line), unitsLeft.at(line) * unitBound.at(line));
  }
  for (let pattern = patternOffer.length - 1; pattern >= 0; pattern--) {
    if (patternSaving.at(pattern) == 0) continue;
    const part = rootOf(<i32>entryLine.at(<i32>patternFirstEntry.at(pattern)));
    nextPatternOfPart.set(pattern, firstPatternOfPart.at(part));
    firstPatternOfPart.set(part, pattern);
  }
  for (let row = offerKind.length - 1; row >= 0; row--) {
    if (!countsUnits(row)) continue;
    const part = rootOf(lastLineOfProduct(productOfRow(row)));
    nextRowOfPart.set(row, firstRowOfPart.at(part));
    firstRowOfPart.set(part, row);
  }
}

function searchPart(part: i32): void {
  const bound = partBound.at(part);
  if (bound == 0) return;
  searchedPart = part;
  gatherPatterns();
  openPart(<i32>firstRowOfPart.at(part), nextRowOfPart, unitsLeft.length);
  bestSaving = -1;
  consider(0);
  if (order.length > 0) explore(0, 0, bound);
  for (let at = 0; at < bestRows.length; at++) {
    if (bestRows.at(at) >= 0) rowIsChosen.set(<i32>bestRows.at(at), 1);
  }
  for (let at = 0; at < order.length; at++) {
    const pattern = <i32>order.at(at);
    patternTimes.set(pattern, bestTimes.at(at));
    take(pattern, bestTimes.at(at));
  }
}

/** Lists the part's patterns, by saving for a unit, then by saving, then as collected. */
function gatherPatterns(): void {
  order.truncate(0);
  let pattern = <i32>firstPatternOfPart.at(searchedPart);
  for (; pattern >= 0; pattern = <i32>nextPatternOfPart.at(pattern)) order.push(pattern);
  for (let gap = order.length / 2; gap > 0; gap /= 2) {
    for (let i = gap; i < order.length; i++) {
      const pattern = order.at(i);
      let at = i;
      while (at >= gap && goesBefore(<i32>pattern, <i32>order.at(at - gap))) {
        order.set(at, order.at(at - gap));
        at -= gap;
      }
      order.set(at, pattern);
    }
  }
  times.truncate(0);
  times.fill(0, order.length);
}

function goesBefore(a: i32, b: i32): bool {
  const byUnit =
    patternSaving.at(a) * patternUnits.at(b) - patternSaving.at(b) * patternUnits.at(a);
  if (byUnit != 0) return byUnit > 0;
  if (patternSaving.at(a) != patternSaving.at(b)) return patternSaving.at(a) > patternSaving.at(b);
  return a < b;
}

/** How often a pattern can be taken from the units that are left. */
function timesPossible(pattern: i32): i64 {
  const first = <i32>patternFirstEntry.at(pattern);
  const count = <i32>patternEntryCount.at(pattern);
  let possible = setsLeft.at(<i32>patternOffer.at(pattern));
  for (let entry = first; entry < first + count; entry++) {
    possible = min(possible, unitsLeft.at(<i32>entryLine.at(entry)) / entryUnits.at(entry));
  }
  spend(count);
  return possible;
}

function take(pattern: i32, count: i64): void {
  if (count == 0) return;
  setsLeft.add(<i32>patternOffer.at(pattern), -count);
  const first = <i32>patternFirstEntry.at(pattern);
  for (let entry = first; entry < first + <i32>patternEntryCount.at(pattern); entry++) {
    unitsLeft.add(<i32>entryLine.at(entry), -entryUnits.at(entry) * count);
    touchLine(<i32>entryLine.at(entry));
  }
}

/** What the units that one set takes could save at the most, scaled. */
function boundOfSet(pattern: i32): i64 {
  const first = <i32>patternFirstEntry.at(pattern);
  let bound: i64 = 0;
  for (let entry = first; entry < first + <i32>patternEntryCount.at(pattern); entry++) {
    bound += entryUnits.at(entry) * unitBound.at(<i32>entryLine.at(entry));
  }
  return bound;
}

/** Keeps the sets that are taken now, with the best that can be made of the units left, if nothing saved more. */
function consider(saved: i64): void {
  const total = saved + savingOfCounting(unitsLeft);
  if (!sawAllChoices) isExact = false;
  if (total <= bestSaving) return;
  bestSaving = total;
  bestTimes.truncate(0);
  for (let i = 0; i < order.length; i++) bestTimes.push(times.at(i));
  bestRows.truncate(0);
  for (let i = 0; i < bestChoice.length; i++) bestRows.push(bestChoice.at(i));
}

/**
 * Tries every number of sets of the pattern at `at`, most first, and of those behind it.
 * @param saved what the sets taken so far save
 * @param bound what the units left can save at the most, scaled
 */
function explore(at: i32, saved: i64, bound: i64): void {
  while (at < order.length && timesPossible(<i32>order.at(at)) == 0) {
    times.set(at, 0);
    at++;
  }
  if (at == order.length) {
    consider(saved);
    return;
  }
  if (saved * BOUND_SCALE + bound <= bestSaving * BOUND_SCALE) return;
  const pattern = <i32>order.at(at);
  const possible = timesPossible(pattern);
  const saving = patternSaving.at(pattern);
  const boundTaken = boundOfSet(pattern);
  for (let count = possible; count >= 0; count--) {
    take(pattern, count);
    times.set(at, count);
    explore(at + 1, saved + saving * count, bound - boundTaken * count);
    take(pattern, -count);
    if (isSpent() && count > 0) {
      isExact = false;
      break;
    }
  }
  times.set(at, 0);
}
