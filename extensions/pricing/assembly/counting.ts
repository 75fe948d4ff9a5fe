/**
 * Chooses what the units of each product count for, once the sets have taken theirs. A product counts for
 * one offer: one of its quantity breaks, or one of the mix and matches that it belongs to. Quantity breaks
 * are each product's own affair; a mix and match ties its products together, since the tier depends on all
 * of them. A product with no saving of its own and one mix and match only helps that one along; of the
 * others, every choice is tried, with a bound, up to the steps that are left.
 *
 * The search asks again and again, with a few lines changed in between ({@link touchLine}), so what each
 * product's rows are worth is kept until one of its lines changes.
 */

import { Integers } from "./integers";
import { countUnits, productOfRow, savingOfBreak, savingOnTier } from "./kinds/tiers";
import {
  MIX_AND_MATCH,
  offerFirstTier,
  offerHead,
  offerKind,
  offerTierCount,
  tierFrom,
} from "./offers";
import { isSpent, spend } from "./search-budget";
import { lastLineOfProduct, previousLineOfProduct } from "./product-lines";

/** A step is about what it takes to look at one line of a set; looking at a row takes more. */
const STEPS_FOR_A_ROW: i32 = 4;

/** The rows of one part that count units; those of a product are a range, a group. */
const rows = new Integers(64);
const groupStart = new Integers(64);
/** Group of a line's product, in the part that was opened last. */
const lineGroup = new Integers(256);
/** Groups whose lines changed since they were weighed, as a list and as a mark. */
const stale = new Integers(64);
const isStale = new Integers(64);
/** By group: the best quantity break, -1 for none, and what it saves. */
const ownRow = new Integers(64);
const ownSaving = new Integers(64);
/** By group: the place of its only mix and match, if it has nothing better to do; else -1. */
const forced = new Integers(64);
/** Groups that can choose between several things, of which one is a mix and match. */
const contested = new Integers(32);

/** By place of a row: its units, the place of its mix and match, and where its savings by tier begin. */
const rowUnits = new Integers(64);
const rowHead = new Integers(64);
const rowSavings = new Integers(64);
/** By place of a row: the most that it can save. */
const rowBound = new Integers(64);
/** The mix and matches of the part: their first rows, units that count, and where their savings by tier begin. */
const heads = new Integers(16);
const headUnits = new Integers(16);
const headSavings = new Integers(16);
const savings = new Integers(128);

/** What quantity breaks save in the groups that are not contested. */
let ownTotal: i64 = 0;
let best: i64 = 0;
/** By group: the row whose units count, -1 for none; in the choice at hand, and in the best one. */
const choice = new Integers(64);
export const bestChoice = new Integers(64);
/** Whether every choice was tried when it was asked last. */
export let sawAllChoices: bool = true;

/** Takes up the rows of a part, in the order in which they were read. */
export function openPart(firstRow: i32, nextRow: Integers, lines: i32): void {
  lineGroup.fill(-1, lines - lineGroup.length);
  rows.truncate(0);
  groupStart.truncate(0);
  stale.truncate(0);
  isStale.truncate(0);
  ownRow.truncate(0);
  ownSaving.truncate(0);
  forced.truncate(0);
  rowUnits.truncate(0);
  rowHead.truncate(0);
  rowSavings.truncate(0);
  rowBound.truncate(0);
  heads.truncate(0);
  headUnits.truncate(0);
  headSavings.truncate(0);
  savings.truncate(0);
  ownTotal = 0;
  let product: i64 = -1;
  for (let row = firstRow; row >= 0; row = <i32>nextRow.at(row)) {
    // The rows of a product stand together, since one document holds them.
    if (groupStart.length == 0 || productOfRow(row) != product) {
      product = productOfRow(row);
      openGroup(product);
    }
    rows.push(row);
    rowUnits.push(0);
    rowBound.push(0);
    rowHead.push(-1);
    rowSavings.push(savings.length);
    if (offerKind.at(row) != MIX_AND_MATCH) continue;
    savings.fill(0, <i32>offerTierCount.at(row));
    rowHead.set(rows.length - 1, placeOfHead(<i32>offerHead.at(row)));
  }
  groupStart.push(rows.length);
}

function openGroup(product: i64): void {
  const group = groupStart.length;
  groupStart.push(rows.length);
  stale.push(group);
  isStale.push(1);
  ownRow.push(-1);
  ownSaving.push(0);
  forced.push(-1);
  let line = lastLineOfProduct(product);
  for (; line >= 0; line = <i32>previousLineOfProduct.at(line)) lineGroup.set(line, group);
}

function placeOfHead(head: i32): i64 {
  for (let place = 0; place < heads.length; place++) {
    if (heads.at(place) == head) return place;
  }
  heads.push(head);
  headUnits.push(0);
  headSavings.push(savings.length);
  savings.fill(0, <i32>offerTierCount.at(head));
  return heads.length - 1;
}

/** Notes that other units of a line of the part that is open are left. */
export function touchLine(line: i32): void {
  if (line >= lineGroup.length) return;
  const group = <i32>lineGroup.at(line);
  if (group < 0 || group >= isStale.length || isStale.at(group) != 0) return;
  isStale.set(group, 1);
  stale.push(group);
}

/**
 * The most that the part's rows save on the units that are left; {@link bestChoice} holds the choice until
 * the next call.
 */
export function savingOfCounting(units: Integers): i64 {
  for (let i = 0; i < stale.length; i++) weigh(<i32>stale.at(i), units);
  stale.truncate(0);
  sawAllChoices = true;
  bestChoice.truncate(0);
  contested.truncate(0);
  const groups = isStale.length;
  spend(1 + ((groups + heads.length) >> 1));
  let own = ownTotal;
  let bound = ownTotal;
  for (let group = 0; group < groups; group++) {
    const place = forced.at(group);
    bestChoice.push(place >= 0 ? rows.at(<i32>place) : ownRow.at(group));
    if (heads.length == 0 || place >= 0 || !isTied(group)) continue;
    contested.push(group);
    own -= ownSaving.at(group);
    bound += boundOfGroup(group) - ownSaving.at(group);
  }
  best = ownTotal + savingOfMixes(true);
  if (contested.length == 0) return best;
  choice.truncate(0);
  for (let group = 0; group < groups; group++) choice.push(bestChoice.at(group));
  assign(0, own, bound + savingOfMixes(false));
  return best;
}

/** Whether a product belongs to some mix and match. */
function isTied(group: i32): bool {
  const end = <i32>groupStart.at(group + 1);
  for (let place = <i32>groupStart.at(group); place < end; place++) {
    if (rowHead.at(place) >= 0) return true;
  }
  return false;
}

/** Works out anew what a group's rows are worth. */
function weigh(group: i32, units: Integers): void {
  isStale.set(group, 0);
  if (forced.at(group) >= 0) count(<i32>forced.at(group), -1);
  ownTotal -= ownSaving.at(group);
  let most: i64 = 0;
  let chosen: i64 = -1;
  let mixes = 0;
  let mix = -1;
  const end = <i32>groupStart.at(group + 1);
  for (let place = <i32>groupStart.at(group); place < end; place++) {
    spend(STEPS_FOR_A_ROW);
    const row = <i32>rows.at(place);
    if (rowHead.at(place) >= 0) {
      weighMix(place, row, units);
      mixes++;
      mix = place;
      continue;
    }
    const saving = savingOfBreak(row, units);
    if (saving <= most) continue;
    most = saving;
    chosen = row;
  }
  ownRow.set(group, chosen);
  ownSaving.set(group, most);
  ownTotal += most;
  forced.set(group, mixes == 1 && most == 0 ? mix : -1);
  if (forced.at(group) >= 0) count(mix, 1);
}

function weighMix(place: i32, row: i32, units: Integers): void {
  rowUnits.set(place, countUnits(row, units));
  const first = <i32>offerFirstTier.at(row);
  const to = <i32>rowSavings.at(place);
  let most: i64 = 0;
  for (let tier = 0; tier < <i32>offerTierCount.at(row); tier++) {
    const saving = rowUnits.at(place) == 0 ? 0 : savingOnTier(row, first + tier, units);
    savings.set(to + tier, saving);
    most = max(most, saving);
  }
  rowBound.set(place, most);
}

/** Adds the units of the row at a place to its mix and match, or takes them out. */
function count(place: i32, times: i64): void {
  const head = <i32>rowHead.at(place);
  headUnits.add(head, rowUnits.at(place) * times);
  const to = <i32>headSavings.at(head);
  const from = <i32>rowSavings.at(place);
  const tiers = <i32>offerTierCount.at(<i32>heads.at(head));
  for (let tier = 0; tier < tiers; tier++) {
    savings.add(to + tier, savings.at(from + tier) * times);
  }
}

/**
 * What the mix and matches save with the units that count for them: each, on its best tier.
 * @param reached whether only the tiers count that these units reach; else it is a bound
 */
function savingOfMixes(reached: bool): i64 {
  let saving: i64 = 0;
  for (let head = 0; head < heads.length; head++) {
    const first = <i32>offerFirstTier.at(<i32>heads.at(head));
    const from = <i32>headSavings.at(head);
    let most: i64 = 0;
    for (let tier = 0; tier < <i32>offerTierCount.at(<i32>heads.at(head)); tier++) {
      if (reached && tierFrom.at(first + tier) > headUnits.at(head)) continue;
      most = max(most, savings.at(from + tier));
    }
    saving += most;
  }
  return saving;
}

/** The most that a product can save, whatever it counts for. */
function boundOfGroup(group: i32): i64 {
  let bound = ownSaving.at(group);
  const end = <i32>groupStart.at(group + 1);
  for (let place = <i32>groupStart.at(group); place < end; place++) {
    bound = max(bound, rowBound.at(place));
  }
  return bound;
}

/**
 * Tries what the contested group at `at`, and those behind it, can count for.
 * @param own what the groups decided so far, and those that are not contested, save by breaks
 * @param bound the most that all groups can save, given what was decided so far
 */
function assign(at: i32, own: i64, bound: i64): void {
  if (bound <= best) return;
  if (at == contested.length) {
    spend(1 + (heads.length >> 1));
    const total = own + savingOfMixes(true);
    if (total <= best) return;
    best = total;
    spend(choice.length >> 2);
    for (let group = 0; group < choice.length; group++) bestChoice.set(group, choice.at(group));
    return;
  }
  spend(STEPS_FOR_A_ROW);
  const group = <i32>contested.at(at);
  const bounded = boundOfGroup(group);
  const end = <i32>groupStart.at(group + 1);
  for (let place = <i32>groupStart.at(group); place < end; place++) {
    if (rowHead.at(place) < 0) continue;
    choice.set(group, rows.at(place));
    count(place, 1);
    assign(at + 1, own, bound - bounded + rowBound.at(place));
    count(place, -1);
    // The first path is gone to its end whatever it takes, so that there is always an answer.
    if (isSpent()) {
      sawAllChoices = false;
      return;
    }
  }
  choice.set(group, ownRow.at(group));
  // Units that save nothing by themselves can only help a mix and match along.
  if (ownSaving.at(group) == 0) return;
  assign(at + 1, own + ownSaving.at(group), bound - bounded + ownSaving.at(group));
}
