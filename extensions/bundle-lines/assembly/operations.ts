/** What the cart's lines become: the Function's answer. */

import {
  lineHasSellingPlan,
  lineIdLength,
  lineIdStart,
  lineIsGift,
  lineParentLength,
  lineParentStart,
  lineQuantity,
} from "../../pricing/assembly/cart";
import { patternTimes } from "../../pricing/assembly/combination";
import { Integers } from "../../pricing/assembly/integers";
import { enterArray, nextElement, readInteger, seek } from "../../pricing/assembly/json";
import {
  entryLine,
  entryUnits,
  fitsComponent,
  patternEntryCount,
  patternFirstEntry,
  patternOffer,
} from "../../pricing/assembly/kinds/sets";
import {
  isRunning,
  offerFirstComponent,
  offerKind,
  offerLine,
  offerPartsAt,
  offerTitleLength,
  offerTitleStart,
} from "../../pricing/assembly/offers";
import { inputEnd } from "../../pricing/assembly/standard-input";
import { writeBytes, writeInteger, writeText } from "../../pricing/assembly/standard-output";

/** 1 for a line that an operation has, or that none may have: gifts, nested lines, and those with lines under them. */
const isTaken = new Integers(256);
/** 1 for an offer that has a line of its own already: Shopify loses components where one parent has several merges. */
const isMerged = new Integers(64);
let isFirst: bool = true;

/** Writes the operations. A cart with a selling plan has none: Shopify refuses them there. */
export function writeOperations(): void {
  writeText('{"operations":[');
  if (!hasSellingPlan()) {
    isTaken.fill(0, lineQuantity.length);
    keepGifts();
    keepNestedLines();
    isMerged.fill(0, offerKind.length);
    for (let pattern = 0; pattern < patternOffer.length; pattern++) merge(pattern);
    for (let offer = 0; offer < offerKind.length; offer++) {
      if (offerPartsAt.at(offer) != 0 && isRunning(offer)) expand(offer);
    }
  }
  writeText("]}");
}

function hasSellingPlan(): bool {
  for (let line = 0; line < lineQuantity.length; line++) {
    if (lineHasSellingPlan.at(line) != 0) return true;
  }
  return false;
}

/** A gift would lose its mark in a line of its bundle's, and count towards the cart's value. */
function keepGifts(): void {
  for (let line = 0; line < lineQuantity.length; line++) isTaken.set(line, lineIsGift.at(line));
}

function keepNestedLines(): void {
  for (let line = 0; line < lineQuantity.length; line++) {
    const start = <usize>lineParentStart.at(line);
    if (start == 0) continue;
    isTaken.set(line, 1);
    const length = lineParentLength.at(line);
    for (let parent = 0; parent < lineQuantity.length; parent++) {
      if (lineIdLength.at(parent) != length) continue;
      if (memory.compare(<usize>lineIdStart.at(parent), start, <usize>length) == 0)
        isTaken.set(parent, 1);
    }
  }
}

/**
 * Makes the sets of a pattern one line. Shopify merges as many sets as the lines hold, whatever number is meant
 * (function-examples, pull request 202), and several merges of the same lines corrupt the cart (issue 404): so
 * only where that is the number of sets that the price has, and no line is in two of them.
 */
function merge(pattern: i32): void {
  const times = patternTimes.at(pattern);
  const offer = <i32>patternOffer.at(pattern);
  if (times == 0 || offerLine.at(offer) == 0 || isMerged.at(offer) != 0) return;
  const first = <i32>patternFirstEntry.at(pattern);
  const end = first + <i32>patternEntryCount.at(pattern);
  let sets = i64.MAX_VALUE;
  for (let entry = first; entry < end; entry++) {
    const line = <i32>entryLine.at(entry);
    if (isTaken.at(line) != 0) return;
    sets = min(sets, lineQuantity.at(line) / entryUnits.at(entry));
  }
  if (sets != times) return;
  isMerged.set(offer, 1);
  begin('{"linesMerge":{"parentVariantId":"gid://shopify/ProductVariant/');
  writeInteger(offerLine.at(offer));
  writeText('","title":"');
  writeBytes(<usize>offerTitleStart.at(offer), <usize>offerTitleLength.at(offer));
  writeText('","cartLines":[');
  for (let entry = first; entry < end; entry++) {
    const line = <i32>entryLine.at(entry);
    isTaken.set(line, 1);
    writeText(entry > first ? ',{"cartLineId":"' : '{"cartLineId":"');
    writeBytes(<usize>lineIdStart.at(line), <usize>lineIdLength.at(line));
    writeText('","quantity":');
    writeInteger(entryUnits.at(entry));
    writeText("}");
  }
  writeText("]}}");
}

/** Takes apart each line of a bundle product. */
function expand(offer: i32): void {
  const component = <i32>offerFirstComponent.at(offer);
  for (let line = 0; line < lineQuantity.length; line++) {
    if (isTaken.at(line) != 0 || !fitsComponent(line, component)) continue;
    isTaken.set(line, 1);
    begin('{"lineExpand":{"cartLineId":"');
    writeBytes(<usize>lineIdStart.at(line), <usize>lineIdLength.at(line));
    writeText('","expandedCartItems":[');
    writeParts(<usize>offerPartsAt.at(offer));
    writeText("]}}");
  }
}

/** Writes the parts of a bundle product, which stand as pairs of variant and quantity. */
function writeParts(partsAt: usize): void {
  seek(partsAt, inputEnd);
  if (!enterArray()) return;
  let isFirstPart = true;
  while (nextElement()) {
    if (!enterArray()) continue;
    nextElement();
    const variant = readInteger();
    nextElement();
    const quantity = readInteger();
    while (nextElement()) readInteger();
    if (!isFirstPart) writeText(",");
    isFirstPart = false;
    writeText('{"merchandiseId":"gid://shopify/ProductVariant/');
    writeInteger(variant);
    writeText('","quantity":');
    writeInteger(quantity);
    writeText("}");
  }
}

function begin(text: string): void {
  if (!isFirst) writeText(",");
  isFirst = false;
  writeText(text);
}
