/** The buyer as the Function's input query gives them. */

import { Integers } from "./integers";
import {
  enterArray,
  enterObject,
  here,
  nextElement,
  nextKey,
  readInteger,
  readText,
  readTruth,
  skipValue,
  viewIs,
  viewLength,
  viewStart,
} from "./json";
import {
  KEY_AMOUNT,
  KEY_AMOUNT_SPENT,
  KEY_COUNTRY,
  KEY_CUSTOMER,
  KEY_HAS_TAG,
  KEY_HAS_TAGS,
  KEY_IS_AUTHENTICATED,
  KEY_ISO_CODE,
  KEY_JSON_VALUE,
  KEY_LANGUAGE,
  KEY_METAFIELD,
  KEY_NUMBER_OF_ORDERS,
  KEY_TAG,
  KEY_TIER_ID,
} from "./words";

let isAuthenticated: bool = false;
let hasCustomer: bool = false;
export let customerOrders: i64 = 0;
/** Where what the customer has spent stands, in the cart's currency; it is read when its decimals are known. */
export let customerSpentAt: usize = 0;
/** The tags of the customer, of those that were asked for. */
export const tagStart = new Integers(8);
export const tagLength = new Integers(8);
/** The id of the customer's tier, from a metafield that only the app can write; its length is 0 for none. */
export let tierStart: usize = 0;
export let tierLength: i32 = 0;
/** Address of the letters of the buyer's language, in Shopify's form (EN, PT_BR), and of their country's code. */
export let languageStart: usize = 0;
export let languageLength: i32 = 0;
export let countryStart: usize = 0;
export let countryLength: i32 = 0;

/** Whether the buyer is a customer who is signed in: of others, nothing is known before they have paid. */
export function isSignedIn(): bool {
  return isAuthenticated && hasCustomer;
}

/** Reads `cart.buyerIdentity`. */
export function readBuyerIdentity(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_IS_AUTHENTICATED, 15)) isAuthenticated = readTruth();
    else if (viewIs(KEY_CUSTOMER, 8)) readCustomer();
    else skipValue();
  }
}

function readCustomer(): void {
  if (!enterObject()) return;
  hasCustomer = true;
  while (nextKey()) {
    if (viewIs(KEY_NUMBER_OF_ORDERS, 14)) customerOrders = readInteger();
    else if (viewIs(KEY_AMOUNT_SPENT, 11)) readSpent();
    else if (viewIs(KEY_HAS_TAGS, 7)) readTags();
    else if (viewIs(KEY_METAFIELD, 9)) readMemberMetafield();
    else skipValue();
  }
}

function readSpent(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_AMOUNT, 6)) customerSpentAt = here();
    skipValue();
  }
}

function readMemberMetafield(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    if (!viewIs(KEY_JSON_VALUE, 9)) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (!viewIs(KEY_TIER_ID, 6)) skipValue();
      else if (readText()) {
        tierStart = viewStart;
        tierLength = viewLength;
      }
    }
  }
}

function readTags(): void {
  if (!enterArray()) return;
  while (nextElement()) {
    if (!enterObject()) continue;
    let start: usize = 0;
    let length = 0;
    let hasTag = false;
    while (nextKey()) {
      if (viewIs(KEY_TAG, 3) && readText()) {
        start = viewStart;
        length = viewLength;
      } else if (viewIs(KEY_HAS_TAG, 6)) hasTag = readTruth();
      else skipValue();
    }
    if (!hasTag) continue;
    tagStart.push(start);
    tagLength.push(length);
  }
}

/** Reads `localization`. */
export function readLocalization(): void {
  if (!enterObject()) return;
  while (nextKey()) {
    const isLanguage = viewIs(KEY_LANGUAGE, 8);
    if (!isLanguage && !viewIs(KEY_COUNTRY, 7)) {
      skipValue();
      continue;
    }
    if (!enterObject()) continue;
    while (nextKey()) {
      if (!viewIs(KEY_ISO_CODE, 7)) skipValue();
      else if (readText()) keepCode(isLanguage);
    }
  }
}

function keepCode(isLanguage: bool): void {
  if (isLanguage) {
    languageStart = viewStart;
    languageLength = viewLength;
  } else {
    countryStart = viewStart;
    countryLength = viewLength;
  }
}
