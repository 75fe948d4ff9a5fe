/**
 * What the editor's simulator shows: the same savings as the Function's answer, line by line, and
 * for every offer whether it applies and, if not, why. The server runs this entry of the very
 * module that Shopify runs; Shopify never calls it.
 */

import {
  lineSaving,
  offerSaving,
  offerTimes,
  partLine,
  partOffer,
  partSaving,
  partUnits,
} from "./allocation";
import {
  lineIdLength,
  lineIdStart,
  lineProduct,
  lineQuantity,
  lineUnitPrice,
  lineHasSellingPlan,
} from "./cart";
import {
  cartValue,
  isReached,
  orderSaving,
  orderStep,
  shippingStep,
  stepFrom,
  stepOffer,
} from "./cart-rewards";
import { isExact, unitsLeft } from "./combination";
import { fitsComponent, patternOffer, patternSaving } from "./kinds/sets";
import { countUnits, productOfRow } from "./kinds/tiers";
import {
  CART_REWARD,
  componentProduct,
  componentQuantity,
  isScheduled,
  MIX_AND_MATCH,
  nextRowOfMix,
  SET_OFFER,
  offerComponentCount,
  offerFirstComponent,
  offerFirstTier,
  offerHead,
  offerIdLength,
  offerIdStart,
  offerIsForBuyer,
  offerKind,
  offerTierCount,
  tierFrom,
} from "./offers";
import { writeBytes, writeInteger, writeText } from "./standard-output";

/** Writes the explanation; `Explanation` in core/pricing describes it. */
export function writeExplanation(): void {
  writeText('{"isExact":');
  writeText(isExact ? "true" : "false");
  writeText(',"lines":[');
  for (let line = 0; line < lineQuantity.length; line++) {
    if (line > 0) writeText(",");
    writeLine(line);
  }
  writeText('],"cartValueMinor":');
  writeInteger(cartValue);
  writeText(',"orderDiscount":');
  writeOrderDiscount();
  writeText(',"freeShippingOfferId":');
  writeFreeShipping();
  writeText(',"offers":[');
  let isFirst = true;
  for (let offer = 0; offer < offerKind.length; offer++) {
    // The further products of a mix and match are rows of an offer that was written before.
    if (offerHead.at(offer) != offer) continue;
    if (!isFirst) writeText(",");
    isFirst = false;
    writeOffer(offer);
  }
  writeText("]}");
}

function writeOrderDiscount(): void {
  if (orderStep < 0) {
    writeText("null");
    return;
  }
  writeText('{"offerId":"');
  writeOfferId(<i32>stepOffer.at(orderStep));
  writeText('","savingMinor":');
  writeInteger(orderSaving);
  writeText("}");
}

function writeFreeShipping(): void {
  const step = shippingStep();
  if (step < 0) {
    writeText("null");
    return;
  }
  writeText('"');
  writeOfferId(<i32>stepOffer.at(step));
  writeText('"');
}

function writeLine(line: i32): void {
  writeText('{"id":"');
  writeBytes(<usize>lineIdStart.at(line), <usize>lineIdLength.at(line));
  writeText('","quantity":');
  writeInteger(lineQuantity.at(line));
  writeText(',"unitPriceMinor":');
  writeInteger(lineUnitPrice.at(line));
  writeText(',"savingMinor":');
  writeInteger(lineSaving.at(line));
  writeText(',"hasSellingPlan":');
  writeText(lineHasSellingPlan.at(line) != 0 ? "true" : "false");
  writeText(',"parts":[');
  let isFirst = true;
  for (let part = 0; part < partLine.length; part++) {
    if (partLine.at(part) != line) continue;
    if (!isFirst) writeText(",");
    isFirst = false;
    writeText('{"offerId":"');
    writeOfferId(<i32>partOffer.at(part));
    writeText('","units":');
    writeInteger(partUnits.at(part));
    writeText(',"savingMinor":');
    writeInteger(partSaving.at(part));
    writeText("}");
  }
  writeText("]}");
}

function writeOfferId(offer: i32): void {
  writeBytes(<usize>offerIdStart.at(offer), <usize>offerIdLength.at(offer));
}

function writeOffer(offer: i32): void {
  writeText('{"id":"');
  writeOfferId(offer);
  writeText('","times":');
  writeInteger(offerTimes.at(offer));
  writeText(',"savingMinor":');
  writeInteger(offerSaving.at(offer));
  writeText(',"verdict":');
  writeVerdict(offer);
  writeText("}");
}

function writeVerdict(offer: i32): void {
  if (offerSaving.at(offer) > 0) writeText('{"code":"applied"}');
  else if (!isScheduled(offer)) writeText('{"code":"not-scheduled"}');
  else if (offerIsForBuyer.at(offer) == 0) writeText('{"code":"not-in-audience"}');
  else if (offerKind.at(offer) == CART_REWARD) writeRewardVerdict(offer);
  else if (offerKind.at(offer) == SET_OFFER) writeSetVerdict(offer);
  else writeTierVerdict(offer);
}

function writeRewardVerdict(offer: i32): void {
  let lowest = i64.MAX_VALUE;
  for (let step = 0; step < stepOffer.length; step++) {
    if (stepOffer.at(step) != offer) continue;
    if (isReached(step)) {
      writeText('{"code":"applied"}');
      return;
    }
    lowest = min(lowest, stepFrom.at(step));
  }
  writeText('{"code":"below-first-step","missingMinor":');
  writeInteger(lowest - cartValue);
  writeText("}");
}

function writeSetVerdict(offer: i32): void {
  const first = <i32>offerFirstComponent.at(offer);
  for (let i = first; i < first + <i32>offerComponentCount.at(offer); i++) {
    let units: i64 = 0;
    for (let line = 0; line < lineQuantity.length; line++) {
      if (fitsComponent(line, i)) units += lineQuantity.at(line);
    }
    if (units >= componentQuantity.at(i)) continue;
    writeText('{"code":"missing-component","product":');
    writeInteger(componentProduct.at(i));
    writeText(',"missing":');
    writeInteger(componentQuantity.at(i) - units);
    writeText("}");
    return;
  }
  for (let pattern = 0; pattern < patternOffer.length; pattern++) {
    if (patternOffer.at(pattern) != offer || patternSaving.at(pattern) == 0) continue;
    writeText('{"code":"better-combination"}');
    return;
  }
  writeText('{"code":"no-saving"}');
}

function writeTierVerdict(offer: i32): void {
  let inCart: i64 = 0;
  let left: i64 = 0;
  for (let row = offer; row >= 0; row = <i32>nextRowOfMix.at(row)) {
    inCart += countUnits(row, lineQuantity);
    left += countUnits(row, unitsLeft);
  }
  let lowest = i64.MAX_VALUE;
  const first = <i32>offerFirstTier.at(offer);
  for (let tier = first; tier < first + <i32>offerTierCount.at(offer); tier++) {
    lowest = min(lowest, tierFrom.at(tier));
  }
  if (inCart < lowest) {
    if (offerKind.at(offer) == MIX_AND_MATCH) writeText('{"code":"too-few-to-mix"');
    else {
      writeText('{"code":"below-first-tier","product":');
      writeInteger(productOfRow(offer));
    }
    writeText(',"missing":');
    writeInteger(lowest - inCart);
    writeText("}");
  } else if (left < lowest || hasRival(offer)) writeText('{"code":"better-combination"}');
  else writeText('{"code":"no-saving"}');
}

/** Whether another offer saves something on a line of a product that this one counts. */
function hasRival(offer: i32): bool {
  for (let row = offer; row >= 0; row = <i32>nextRowOfMix.at(row)) {
    const product = productOfRow(row);
    for (let part = 0; part < partLine.length; part++) {
      if (lineProduct.at(<i32>partLine.at(part)) == product && partSaving.at(part) > 0) return true;
    }
  }
  return false;
}
