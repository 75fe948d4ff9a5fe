/** The cart as the Function's input query gives it, one column per property of a line. */

import { Integers } from "./integers";
import {
  enterArray,
  enterObject,
  here,
  nextElement,
  nextKey,
  readDecimal,
  readGlobalId,
  readInteger,
  readText,
  seek,
  skipValue,
  viewIs,
  viewLength,
  viewStart,
} from "./json";
import { currencyExponent, RATE_SCALE } from "./money";
import { readOfferDocument } from "./offers";
import { inputEnd, inputStart } from "./standard-input";

export const lineIdStart = new Integers(256);
export const lineIdLength = new Integers(256);
export const lineQuantity = new Integers(256);
/** Unit price in minor units of the cart's currency. */
export const lineUnitPrice = new Integers(256);
export const lineVariant = new Integers(256);
export const lineProduct = new Integers(256);
/** 1 for a line on a selling plan: it has terms of its own, and no offer touches it. */
export const lineHasSellingPlan = new Integers(256);

export let cartExponent: i32 = 2;
export let cartCurrency: usize = 0;
/** presentmentCurrencyRate, scaled. */
export let currencyRate: i64 = 1_000_000_000;
/** Date in the shop's time zone as YYYYMMDD; 0 when it was not given. */
export let shopDate: i64 = 0;
/** Address of the letters of the buyer's language, in Shopify's form (EN, PT_BR). */
export let languageStart: usize = 0;
export let languageLength: i32 = 0;
/** Whether the discount node may give product discounts at all. */
export let givesProductDiscounts: bool = false;

/** Address of the offer document of a line's product; 0 for none. */
const lineDocument = new Integers(256);

/** Reads the whole input, then each product's offer document once. */
export function readInput(): void {
  seek(inputStart, inputEnd);
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs("cart")) readCart();
    else if (viewIs("discount")) readDiscount();
    else if (viewIs("localization")) readLocalization();
    else if (viewIs("presentmentCurrencyRate")) currencyRate = readDecimal(RATE_SCALE);
    else if (viewIs("shop")) readShop();
    else skipValue();
  }
  readOfferDocuments();
}

/** Reads a date written YYYY-MM-DD as the number YYYYMMDD; 0 if there is none. */
export function readDate(): i64 {
  if (!readText() || viewLength != 10) return 0;
  let date: i64 = 0;
  for (let i: usize = 0; i < 10; i++) {
    const digit = load<u8>(viewStart + i) - 0x30;
    if (digit <= 9) date = date * 10 + digit;
  }
  return date;
}

function readCart(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs("lines")) readLines();
    else if (viewIs("cost")) readCartCost();
    else skipValue();
  }
}

function readCartCost(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs("subtotalAmount")) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (viewIs("currencyCode") && readText()) {
        cartCurrency = viewStart;
        cartExponent = currencyExponent(viewStart);
      } else skipValue();
    }
  }
}

/** Where a line's price stands; it is read when the currency, and so its decimals, is known. */
const linePriceAt = new Integers(256);

function readLines(): void {
  if (!enterArray()) return;
  while (nextElement()) readLine();
}

function readLine(): void {
  if (!enterObject()) return;
  lineIdStart.push(0);
  lineIdLength.push(0);
  lineQuantity.push(0);
  lineUnitPrice.push(0);
  lineVariant.push(0);
  lineProduct.push(0);
  lineHasSellingPlan.push(0);
  linePriceAt.push(0);
  lineDocument.push(0);
  const line = lineQuantity.length - 1;
  while (nextKey()) {
    if (viewIs("id")) {
      if (!readText()) continue;
      lineIdStart.set(line, viewStart);
      lineIdLength.set(line, viewLength);
    } else if (viewIs("quantity")) lineQuantity.set(line, readInteger());
    else if (viewIs("cost")) readLineCost(line);
    else if (viewIs("sellingPlanAllocation")) {
      if (!enterObject()) continue;
      lineHasSellingPlan.set(line, 1);
      while (nextKey()) skipValue();
    } else if (viewIs("merchandise")) readMerchandise(line);
    else skipValue();
  }
}

function readLineCost(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs("amountPerQuantity")) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (viewIs("amount")) linePriceAt.set(line, here());
      skipValue();
    }
  }
}

function readMerchandise(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs("id")) lineVariant.set(line, readGlobalId());
    else if (viewIs("product")) readProduct(line);
    else skipValue();
  }
}

function readProduct(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs("id")) lineProduct.set(line, readGlobalId());
    else if (viewIs("metafield")) {
      if (!enterObject()) continue;
      while (nextKey()) {
        if (viewIs("jsonValue")) lineDocument.set(line, here());
        skipValue();
      }
    } else skipValue();
  }
}

function readDiscount(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs("discountClasses")) {
      skipValue();
      continue;
    }
    if (!enterArray()) continue;
    while (nextElement()) {
      if (readText() && viewIs("PRODUCT")) givesProductDiscounts = true;
    }
  }
}

function readLocalization(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs("language")) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (viewIs("isoCode") && readText()) {
        languageStart = viewStart;
        languageLength = viewLength;
      } else skipValue();
    }
  }
}

function readShop(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs("localTime")) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (viewIs("date")) shopDate = readDate();
      else skipValue();
    }
  }
}

function readOfferDocuments(): void {
  for (let line = 0; line < lineQuantity.length; line++) {
    const price = <usize>linePriceAt.at(line);
    if (price != 0) {
      seek(price, inputEnd);
      lineUnitPrice.set(line, readDecimal(cartExponent));
    }
  }
  for (let line = 0; line < lineQuantity.length; line++) {
    if (lineDocument.at(line) == 0 || isSeen(lineProduct.at(line), line)) continue;
    seek(<usize>lineDocument.at(line), inputEnd);
    readOfferDocument(lineProduct.at(line));
  }
}

/** Whether an earlier line with a document is of this product, so that it was read already. */
function isSeen(product: i64, line: i32): bool {
  for (let earlier = 0; earlier < line; earlier++) {
    if (lineProduct.at(earlier) == product && lineDocument.at(earlier) != 0) return true;
  }
  return false;
}
