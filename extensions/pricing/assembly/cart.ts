/** The cart as the Function's input query gives it, one column per property of a line. */

import { readBuyerIdentity, readLocalization } from "./buyer";
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
  readTruth,
  seek,
  skipValue,
  viewIs,
  viewLength,
  viewStart,
} from "./json";
import { currencyExponent, RATE_SCALE } from "./money";
import { readOfferDocument } from "./offers";
import { chainLinesOfProducts, previousLineOfProduct } from "./product-lines";
import { inputEnd, inputStart } from "./standard-input";
import {
  KEY__O_R_D_E_R,
  KEY__P_R_O_D_U_C_T,
  KEY__S_H_I_P_P_I_N_G,
  KEY_AMOUNT,
  KEY_AMOUNT_PER_QUANTITY,
  KEY_BUYER_IDENTITY,
  KEY_CART,
  KEY_COST,
  KEY_CURRENCY_CODE,
  KEY_DATE,
  KEY_DELIVERY_GROUPS,
  KEY_DISCOUNT,
  KEY_DISCOUNT_CLASSES,
  KEY_GIFT,
  KEY_ID,
  KEY_IS_GIFT_CARD,
  KEY_JSON_VALUE,
  KEY_LINES,
  KEY_LOCAL_TIME,
  KEY_LOCALIZATION,
  KEY_MERCHANDISE,
  KEY_METAFIELD,
  KEY_PARENT,
  KEY_PARENT_RELATIONSHIP,
  KEY_PRESENTMENT_CURRENCY_RATE,
  KEY_PRODUCT,
  KEY_QUANTITY,
  KEY_SELLING_PLAN_ALLOCATION,
  KEY_SHOP,
  KEY_SUBTOTAL_AMOUNT,
} from "./words";

export const lineIdStart = new Integers(256);
export const lineIdLength = new Integers(256);
export const lineQuantity = new Integers(256);
/** Unit price in minor units of the cart's currency. */
export const lineUnitPrice = new Integers(256);
export const lineVariant = new Integers(256);
export const lineProduct = new Integers(256);
/** 1 for a line on a selling plan: it has terms of its own, and no offer touches it. */
export const lineHasSellingPlan = new Integers(256);
/** 1 for a line that our script or form added as a gift. It asks for a gift, and grants none. */
export const lineIsGift = new Integers(256);
/** 1 for a gift card: it is money, so that no offer touches it, and it counts for no reward. */
export const lineIsGiftCard = new Integers(256);
/** The id of the line that a line is nested under; its address is 0 for none. */
export const lineParentStart = new Integers(256);
export const lineParentLength = new Integers(256);

export const deliveryGroupStart = new Integers(8);
export const deliveryGroupLength = new Integers(8);

export let cartExponent: i32 = 2;
export let cartCurrency: usize = 0;
/** presentmentCurrencyRate, scaled. */
export let currencyRate: i64 = 1_000_000_000;
/** Date in the shop's time zone as YYYYMMDD; 0 when it was not given. */
export let shopDate: i64 = 0;
/** Which classes of discounts the discount node may give at all. */
export let givesProductDiscounts: bool = false;
export let givesOrderDiscounts: bool = false;
export let givesShippingDiscounts: bool = false;

/** Address of the offer document of a line's product; 0 for none. */
const lineDocument = new Integers(256);
/** Address of the shop's document of cart rewards; 0 for none. */
let rewardDocument: usize = 0;

/** Whether offers leave a line as it is: on a selling plan, or a gift card. */
export function isOutOfOffers(line: i32): bool {
  return lineHasSellingPlan.at(line) != 0 || lineIsGiftCard.at(line) != 0;
}

/** Reads the whole input, then each product's offer document once, and that of the cart's rewards. */
export function readInput(): void {
  seek(inputStart, inputEnd);
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_CART, 4)) readCart();
    else if (viewIs(KEY_DISCOUNT, 8)) readDiscount();
    else if (viewIs(KEY_LOCALIZATION, 12)) readLocalization();
    else if (viewIs(KEY_PRESENTMENT_CURRENCY_RATE, 23)) currencyRate = readDecimal(RATE_SCALE);
    else if (viewIs(KEY_SHOP, 4)) readShop();
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
    if (viewIs(KEY_LINES, 5)) readLines();
    else if (viewIs(KEY_COST, 4)) readCartCost();
    else if (viewIs(KEY_BUYER_IDENTITY, 13)) readBuyerIdentity();
    else if (viewIs(KEY_DELIVERY_GROUPS, 14)) readDeliveryGroups();
    else skipValue();
  }
}

function readDeliveryGroups(): void {
  if (!enterArray()) return;
  while (nextElement()) {
    if (!enterObject()) continue;
    while (nextKey()) {
      if (!viewIs(KEY_ID, 2)) {
        skipValue();
        continue;
      }
      if (!readText()) continue;
      deliveryGroupStart.push(viewStart);
      deliveryGroupLength.push(viewLength);
    }
  }
}

function readCartCost(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs(KEY_SUBTOTAL_AMOUNT, 14)) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (viewIs(KEY_CURRENCY_CODE, 12)) readCurrency();
      else skipValue();
    }
  }
}

function readCurrency(): void {
  if (!readText()) return;
  cartCurrency = viewStart;
  cartExponent = currencyExponent(viewStart);
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
  lineIsGift.push(0);
  lineIsGiftCard.push(0);
  lineParentStart.push(0);
  lineParentLength.push(0);
  linePriceAt.push(0);
  lineDocument.push(0);
  const line = lineQuantity.length - 1;
  while (nextKey()) {
    if (viewIs(KEY_ID, 2)) {
      if (!readText()) continue;
      lineIdStart.set(line, viewStart);
      lineIdLength.set(line, viewLength);
    } else if (viewIs(KEY_QUANTITY, 8)) lineQuantity.set(line, readInteger());
    else if (viewIs(KEY_COST, 4)) readLineCost(line);
    else if (viewIs(KEY_SELLING_PLAN_ALLOCATION, 21)) {
      if (!enterObject()) continue;
      lineHasSellingPlan.set(line, 1);
      while (nextKey()) skipValue();
    } else if (viewIs(KEY_GIFT, 4)) {
      if (!enterObject()) continue;
      lineIsGift.set(line, 1);
      while (nextKey()) skipValue();
    } else if (viewIs(KEY_PARENT_RELATIONSHIP, 18)) readParentRelationship(line);
    else if (viewIs(KEY_MERCHANDISE, 11)) readMerchandise(line);
    else skipValue();
  }
}

function readParentRelationship(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs(KEY_PARENT, 6)) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (!viewIs(KEY_ID, 2)) skipValue();
      else if (readText()) {
        lineParentStart.set(line, viewStart);
        lineParentLength.set(line, viewLength);
      }
    }
  }
}

function readLineCost(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs(KEY_AMOUNT_PER_QUANTITY, 17)) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      // The cart transform is not told the cart's own cost, and so its currency.
      if (viewIs(KEY_CURRENCY_CODE, 12)) {
        readCurrency();
        continue;
      }
      if (viewIs(KEY_AMOUNT, 6)) linePriceAt.set(line, here());
      skipValue();
    }
  }
}

function readMerchandise(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_ID, 2)) lineVariant.set(line, readGlobalId());
    else if (viewIs(KEY_PRODUCT, 7)) readProduct(line);
    else skipValue();
  }
}

function readProduct(line: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_ID, 2)) lineProduct.set(line, readGlobalId());
    else if (viewIs(KEY_METAFIELD, 9)) lineDocument.set(line, readMetafield());
    else if (viewIs(KEY_IS_GIFT_CARD, 10)) lineIsGiftCard.set(line, readTruth() ? 1 : 0);
    else skipValue();
  }
}

/** Passes a metafield. @returns where its value is, to come back to; 0 for none */
function readMetafield(): usize {
  let at: usize = 0;
  if (!enterObject()) return at;
  while (nextKey()) {
    if (viewIs(KEY_JSON_VALUE, 9)) at = here();
    skipValue();
  }
  return at;
}

function readDiscount(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs(KEY_DISCOUNT_CLASSES, 15)) {
      skipValue();
      continue;
    }
    if (!enterArray()) continue;
    while (nextElement()) {
      if (!readText()) continue;
      if (viewIs(KEY__P_R_O_D_U_C_T, 7)) givesProductDiscounts = true;
      else if (viewIs(KEY__O_R_D_E_R, 5)) givesOrderDiscounts = true;
      else if (viewIs(KEY__S_H_I_P_P_I_N_G, 8)) givesShippingDiscounts = true;
    }
  }
}

function readShop(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_LOCAL_TIME, 9)) readLocalTime();
    else if (viewIs(KEY_METAFIELD, 9)) rewardDocument = readMetafield();
    else skipValue();
  }
}

function readLocalTime(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_DATE, 4)) shopDate = readDate();
    else skipValue();
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
  chainLinesOfProducts();
  for (let line = 0; line < lineQuantity.length; line++) {
    // The first line of a product has its document read; the others carry the same one.
    if (lineDocument.at(line) == 0 || previousLineOfProduct.at(line) >= 0) continue;
    seek(<usize>lineDocument.at(line), inputEnd);
    readOfferDocument(lineProduct.at(line));
  }
  if (rewardDocument == 0) return;
  seek(rewardDocument, inputEnd);
  readOfferDocument(0);
}
