/**
 * The Function's answer: one candidate for each discounted line, so that no line ever has two and
 * Shopify's "one product discount per line" changes nothing; its amount is ours to the cent. What the
 * cart's value takes off the order stands beside it.
 */

import {
  firstPartOfLine,
  lineSaving,
  nextPartOfLine,
  partLine,
  partOffer,
  partSaving,
} from "./allocation";
import {
  cartExponent,
  givesOrderDiscounts,
  givesProductDiscounts,
  lineIdLength,
  lineIdStart,
  isOutOfOffers,
  lineQuantity,
} from "./cart";
import { orderStep, stepDiscount, stepDiscountKind, stepOffer } from "./cart-rewards";
import { Integers } from "./integers";
import { offerTitleLength, offerTitleStart, PERCENTAGE } from "./offers";
import { clearOutput, outputLength, writeBytes, writeDecimal, writeText } from "./standard-output";

/** Output that Shopify accepts for 200 lines, in bytes; above 200 lines it grows with them. */
const OUTPUT_LIMIT: i32 = 20_000;

/** Room for what is off the order, whose title is short, and in it for the id of each line that is left out. */
const ORDER_DISCOUNT_BYTES: i32 = 600;
const LEFT_OUT_BYTES: i32 = 70;
let reservedBytes: i32 = 0;

/** Lines by leading offer, as chains. */
const firstLineOfOffer = new Integers(64);
const nextLineOfOffer = new Integers(256);

/** The answer that changes nothing. */
export const NO_OPERATIONS = '{"operations":[]}';
const BEGIN = '{"productDiscountsAdd":{"selectionStrategy":"ALL","candidates":[';
const END = "]}}";

/** Writes the operations for the savings that were allocated. */
export function writeOperations(): void {
  const hasProducts = partLine.length > 0 && givesProductDiscounts;
  const hasOrder = orderStep >= 0 && givesOrderDiscounts;
  if (!hasProducts && !hasOrder) {
    writeText(NO_OPERATIONS);
    return;
  }
  if (hasOrder) reservedBytes = ORDER_DISCOUNT_BYTES + countLeftOut() * LEFT_OUT_BYTES;
  if (hasProducts) {
    writeLineByLine();
    if (isTooLong()) writeOfferByOffer();
    if (isTooLong()) writeTogether();
  } else writeText('{"operations":[');
  if (hasOrder) {
    if (hasProducts) writeText(",");
    writeOrderDiscount();
  }
  writeText("]}");
}

function countLeftOut(): i32 {
  let count = 0;
  for (let line = 0; line < lineQuantity.length; line++) count += isOutOfOffers(line) ? 1 : 0;
  return count;
}

/** Shopify works a percentage out of what its other discounts leave of the order, without the lines that are left out. */
function writeOrderDiscount(): void {
  const value = stepDiscount.at(orderStep);
  writeText(
    '{"orderDiscountsAdd":{"selectionStrategy":"FIRST","candidates":[{"targets":[{"orderSubtotal":{"excludedCartLineIds":[',
  );
  let isFirst = true;
  for (let line = 0; line < lineQuantity.length; line++) {
    if (!isOutOfOffers(line)) continue;
    writeText(isFirst ? '"' : ',"');
    isFirst = false;
    writeBytes(<usize>lineIdStart.at(line), <usize>lineIdLength.at(line));
    writeText('"');
  }
  writeText(']}}],"value":{');
  if (stepDiscountKind.at(orderStep) == PERCENTAGE) {
    writeText('"percentage":{"value":"');
    writeDecimal(value, 2);
  } else {
    writeText('"fixedAmount":{"amount":"');
    writeDecimal(value, cartExponent);
  }
  writeText('"}},"message":"');
  writeTitle(<i32>stepOffer.at(orderStep));
  writeText('"}');
  writeText(END);
}

function isTooLong(): bool {
  const limit = max(OUTPUT_LIMIT, (OUTPUT_LIMIT / 200) * lineQuantity.length);
  return <i32>outputLength() + reservedBytes > limit;
}

function begin(): void {
  clearOutput();
  writeText('{"operations":[');
  writeText(BEGIN);
}

function writeLineByLine(): void {
  begin();
  let isFirst = true;
  for (let line = 0; line < lineQuantity.length; line++) {
    if (lineSaving.at(line) == 0) continue;
    writeText(isFirst ? '{"targets":[' : ',{"targets":[');
    isFirst = false;
    writeTarget(line);
    writeText("]");
    writeValue(lineSaving.at(line));
    writeText(',"message":"');
    writeTitlesOfLine(line);
    writeText('"}');
  }
  writeText(END);
}

/**
 * The short form, for carts with so many discounted lines that an amount for each would not fit:
 * the lines of one leading offer share a candidate, whose amount Shopify spreads over them. The
 * total is the same to the cent.
 */
function writeOfferByOffer(): void {
  begin();
  firstLineOfOffer.fill(-1, offerTitleStart.length);
  nextLineOfOffer.fill(-1, lineQuantity.length);
  for (let line = lineQuantity.length - 1; line >= 0; line--) {
    if (lineSaving.at(line) == 0) continue;
    const offer = leadingOffer(line);
    nextLineOfOffer.set(line, firstLineOfOffer.at(offer));
    firstLineOfOffer.set(offer, line);
  }
  let isFirst = true;
  for (let offer = 0; offer < offerTitleStart.length; offer++) {
    let saving: i64 = 0;
    let line = <i32>firstLineOfOffer.at(offer);
    for (; line >= 0; line = <i32>nextLineOfOffer.at(line)) {
      writeText(saving > 0 ? "," : isFirst ? '{"targets":[' : ',{"targets":[');
      isFirst = false;
      writeTarget(line);
      saving += lineSaving.at(line);
    }
    if (saving == 0) continue;
    writeText("]");
    writeValue(saving);
    writeText(',"message":"');
    writeTitle(offer);
    writeText('"}');
  }
  writeText(END);
}

/** The shortest form, for as many offers as lines: one amount that Shopify spreads over all of them. */
function writeTogether(): void {
  begin();
  let saving: i64 = 0;
  for (let line = 0; line < lineQuantity.length; line++) {
    if (lineSaving.at(line) == 0) continue;
    writeText(saving > 0 ? "," : '{"targets":[');
    writeTarget(line);
    saving += lineSaving.at(line);
  }
  writeText("]");
  writeValue(saving);
  writeText("}");
  writeText(END);
}

function writeTarget(line: i32): void {
  writeText('{"cartLine":{"id":"');
  writeBytes(<usize>lineIdStart.at(line), <usize>lineIdLength.at(line));
  writeText('"}}');
}

function writeValue(saving: i64): void {
  writeText(',"value":{"fixedAmount":{"amount":"');
  writeDecimal(saving, cartExponent);
  writeText('"}}');
}

/** Writes an offer's title, as discounts are named. */
export function writeTitle(offer: i32): void {
  writeBytes(<usize>offerTitleStart.at(offer), <usize>offerTitleLength.at(offer));
}

/** The offer that saves most on a line; of equals, the first. */
function leadingOffer(line: i32): i32 {
  let leading = -1;
  let most: i64 = 0;
  for (let part = firstPartOfLine(line); part >= 0; part = nextPartOfLine(part)) {
    if (partSaving.at(part) <= most) continue;
    most = partSaving.at(part);
    leading = <i32>partOffer.at(part);
  }
  return leading;
}

/** The titles of a line's offers, the one that saves most first. */
function writeTitlesOfLine(line: i32): void {
  const leading = leadingOffer(line);
  writeTitle(leading);
  for (let part = firstPartOfLine(line); part >= 0; part = nextPartOfLine(part)) {
    if (partOffer.at(part) == leading || partSaving.at(part) == 0) continue;
    writeText(" + ");
    writeTitle(<i32>partOffer.at(part));
  }
}
