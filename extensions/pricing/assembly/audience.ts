/**
 * Who an offer is for: core/audience/compile.ts writes it into the offer's documents and explains its form. What is
 * asked of a customer holds for one who is signed in only. A condition that this module does not know
 * does not hold, so that an offer is never given to more people than it was meant for.
 */

import {
  countryLength,
  countryStart,
  customerOrders,
  customerSpentAt,
  isSignedIn,
  languageLength,
  languageStart,
  tagLength,
  tagStart,
  tierLength,
  tierStart,
} from "./buyer";
import { cartExponent } from "./cart";
import {
  enterArray,
  enterObject,
  nextElement,
  nextKey,
  readDecimalAt,
  readInteger,
  readText,
  readTruth,
  skipValue,
  viewIs,
  viewLength,
  viewStart,
} from "./json";
import { inCartCurrency } from "./offers";
import {
  KEY_ANY,
  KEY_CART,
  KEY_COUNTRIES,
  KEY_LANGUAGES,
  KEY_NOT,
  KEY_OF,
  KEY_ORDERS,
  KEY_SIGNED_IN,
  KEY_SPENT,
  KEY_TAGS,
  KEY_TIERS,
} from "./words";
import { lastLineOfProduct } from "./product-lines";

/** Reads an audience at the cursor. @returns whether the buyer and the cart belong to it */
export function readAudience(): bool {
  let any = false;
  let count = 0;
  let held = 0;
  if (!enterObject()) return false;
  while (nextKey()) {
    if (viewIs(KEY_ANY, 3)) any = readTruth();
    else if (viewIs(KEY_OF, 2)) {
      if (!enterArray()) continue;
      while (nextElement()) {
        count++;
        if (readCondition()) held++;
      }
    } else skipValue();
  }
  return any ? held > 0 : held == count;
}

function readCondition(): bool {
  let isKnown = false;
  let holds = false;
  let isTurned = false;
  if (!enterObject()) return false;
  while (nextKey()) {
    if (viewIs(KEY_NOT, 3)) {
      isTurned = readTruth();
      continue;
    }
    isKnown = true;
    if (viewIs(KEY_SIGNED_IN, 8)) holds = readTruth() && isSignedIn();
    else if (viewIs(KEY_ORDERS, 6)) holds = readRange(customerOrders, false) && isSignedIn();
    else if (viewIs(KEY_SPENT, 5)) {
      const spent = customerSpentAt == 0 ? 0 : readDecimalAt(customerSpentAt, cartExponent);
      holds = readRange(spent, true) && isSignedIn();
    } else if (viewIs(KEY_TAGS, 4)) holds = readTags();
    else if (viewIs(KEY_TIERS, 5)) holds = readCodes(tierStart, tierLength) && isSignedIn();
    else if (viewIs(KEY_COUNTRIES, 9)) holds = readCodes(countryStart, countryLength);
    else if (viewIs(KEY_LANGUAGES, 9)) holds = readCodes(languageStart, languageLength);
    else if (viewIs(KEY_CART, 4)) holds = readProducts();
    else {
      isKnown = false;
      skipValue();
    }
  }
  return isKnown && holds != isTurned;
}

/** Reads the least and, where there is one, the greatest value. @returns whether `value` lies within */
function readRange(value: i64, isMoney: bool): bool {
  let isWithin = true;
  let position = 0;
  if (!enterArray()) return false;
  while (nextElement()) {
    const bound = isMoney ? inCartCurrency(readInteger()) : readInteger();
    if (position++ == 0) isWithin = value >= bound;
    else isWithin = isWithin && value <= bound;
  }
  return isWithin;
}

function readTags(): bool {
  let holds = false;
  if (!enterArray()) return false;
  while (nextElement()) {
    if (!readText() || !isSignedIn()) continue;
    for (let tag = 0; tag < tagStart.length; tag++) {
      if (isText(<usize>tagStart.at(tag), <i32>tagLength.at(tag))) holds = true;
    }
  }
  return holds;
}

function readCodes(start: usize, length: i32): bool {
  let holds = false;
  if (!enterArray()) return false;
  while (nextElement()) {
    if (readText() && isText(start, length)) holds = true;
  }
  return holds;
}

/** Whether the text read last is the one at an address. */
function isText(start: usize, length: i32): bool {
  return length == viewLength && memory.compare(viewStart, start, length) == 0;
}

function readProducts(): bool {
  let holds = false;
  if (!enterArray()) return false;
  while (nextElement()) {
    if (lastLineOfProduct(readInteger()) >= 0) holds = true;
  }
  return holds;
}
