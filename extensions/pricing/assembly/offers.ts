/**
 * The offers that the products in the cart carry. core/offers/compile.ts writes these documents
 * and explains their form; a bundle stands in the document of one of its components only, since it
 * can apply only when that one is in the cart.
 */

import {
  cartCurrency,
  cartExponent,
  currencyRate,
  languageLength,
  languageStart,
  readDate,
} from "./cart";
import { Integers } from "./integers";
import {
  enterArray,
  enterObject,
  here,
  nextElement,
  nextKey,
  readInteger,
  readText,
  seek,
  skipValue,
  viewIs,
  viewLength,
  viewStart,
} from "./json";
import { convert, currencyExponent, divideHalfUp, WHOLE } from "./money";
import { inputEnd } from "./standard-input";
import {
  KEY_AMOUNT,
  KEY_BREAKS,
  KEY_BUNDLES,
  KEY_COMPONENTS,
  KEY_CURRENCY,
  KEY_FROM,
  KEY_GET,
  KEY_ID,
  KEY_LIMIT,
  KEY_OFF,
  KEY_PERCENT,
  KEY_PRICE,
  KEY_PRODUCT,
  KEY_QUANTITY,
  KEY_TIERS,
  KEY_TITLE,
  KEY_UNTIL,
  KEY_V,
  KEY_VARIANTS,
} from "./words";

/** Bought in whole sets: a fixed bundle, or buy X get Y. */
export const SET_OFFER: i64 = 0;
export const QUANTITY_BREAK: i64 = 1;

/** How a discount is stated: basis points off, minor units off, or the price that remains. */
export const PERCENTAGE: i64 = 0;
export const AMOUNT_OFF: i64 = 1;
export const FIXED_PRICE: i64 = 2;

/** What a discount takes off a price; never less than nothing, nor more than the price. */
export function savingOn(price: i64, kind: i64, value: i64): i64 {
  let saving: i64;
  if (kind == PERCENTAGE) saving = divideHalfUp(price * value, WHOLE);
  else if (kind == AMOUNT_OFF) saving = value;
  else saving = price - value;
  return min(max(saving, 0), price);
}

export const offerKind = new Integers(64);
export const offerIdStart = new Integers(64);
export const offerIdLength = new Integers(64);
export const offerTitleStart = new Integers(64);
export const offerTitleLength = new Integers(64);
/** First and last date (YYYYMMDD) on which the offer can apply; 0 for no bound. */
export const offerFrom = new Integers(64);
export const offerUntil = new Integers(64);
/** Discount of a set; a quantity break has one for each tier. */
export const offerDiscountKind = new Integers(64);
export const offerDiscount = new Integers(64);
/** 1 where the discount counts only the units that are got ({@link componentGet}), not the whole set. */
export const offerRewards = new Integers(64);
/** Sets of it that one cart can have; 0 for no limit. */
export const offerLimit = new Integers(64);
/** The components of a set, or the one product of a quantity break: a range of `component…`. */
export const offerFirstComponent = new Integers(64);
export const offerComponentCount = new Integers(64);
/** A quantity break's tiers: a range of `tier…`. */
export const offerFirstTier = new Integers(64);
export const offerTierCount = new Integers(64);

export const componentProduct = new Integers(128);
export const componentQuantity = new Integers(128);
/** Of a component's units, those that are got: the cheapest ones. */
export const componentGet = new Integers(128);
/** The variants that count, a range of {@link componentVariants}; an empty range means all. */
export const componentFirstVariant = new Integers(128);
export const componentVariantCount = new Integers(128);
export const componentVariants = new Integers(256);

export const tierFrom = new Integers(128);
export const tierDiscountKind = new Integers(128);
export const tierDiscount = new Integers(128);

let documentCurrency: usize = 0;
let discountKind: i64 = PERCENTAGE;
let discountValue: i64 = 0;

/** Reads the document of one product, at the cursor. An unknown version is left alone. */
export function readOfferDocument(product: i64): void {
  documentCurrency = cartCurrency;
  let bundlesAt: usize = 0;
  let breaksAt: usize = 0;
  let isKnownVersion = false;
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_V, 1)) isKnownVersion = readInteger() == 1;
    else if (viewIs(KEY_CURRENCY, 8)) {
      if (readText()) documentCurrency = viewStart;
    } else {
      if (viewIs(KEY_BUNDLES, 7)) bundlesAt = here();
      else if (viewIs(KEY_BREAKS, 6)) breaksAt = here();
      skipValue();
    }
  }
  if (!isKnownVersion) return;
  if (bundlesAt != 0) readOffers(bundlesAt, SET_OFFER, product);
  if (breaksAt != 0) readOffers(breaksAt, QUANTITY_BREAK, product);
}

function readOffers(at: usize, kind: i64, product: i64): void {
  seek(at, inputEnd);
  if (!enterArray()) return;
  while (nextElement()) readOffer(kind, product);
}

function readOffer(kind: i64, product: i64): void {
  if (!enterObject()) return;
  const offer = offerKind.length;
  offerKind.push(kind);
  offerIdStart.push(0);
  offerIdLength.push(0);
  offerTitleStart.push(0);
  offerTitleLength.push(0);
  offerFrom.push(0);
  offerUntil.push(0);
  offerDiscountKind.push(PERCENTAGE);
  offerDiscount.push(0);
  offerRewards.push(0);
  offerLimit.push(0);
  offerFirstComponent.push(componentProduct.length);
  offerComponentCount.push(0);
  offerFirstTier.push(tierFrom.length);
  offerTierCount.push(0);
  if (kind == QUANTITY_BREAK) openComponent(product);
  while (nextKey()) {
    if (viewIs(KEY_ID, 2)) {
      if (!readText()) continue;
      offerIdStart.set(offer, viewStart);
      offerIdLength.set(offer, viewLength);
    } else if (viewIs(KEY_TITLE, 5)) readTitle(offer);
    else if (viewIs(KEY_FROM, 4)) offerFrom.set(offer, readDate());
    else if (viewIs(KEY_UNTIL, 5)) offerUntil.set(offer, readDate());
    else if (viewIs(KEY_OFF, 3)) {
      readDiscountValue();
      offerDiscountKind.set(offer, discountKind);
      offerDiscount.set(offer, discountValue);
    } else if (viewIs(KEY_COMPONENTS, 10)) readComponents(offer);
    else if (viewIs(KEY_LIMIT, 5)) offerLimit.set(offer, max(readInteger(), 0));
    else if (viewIs(KEY_VARIANTS, 8)) readVariants();
    else if (viewIs(KEY_TIERS, 5)) readTiers();
    else skipValue();
  }
  offerComponentCount.set(offer, componentProduct.length - offerFirstComponent.at(offer));
  offerTierCount.set(offer, tierFrom.length - offerFirstTier.at(offer));
}

/** The title in the buyer's language, or else the one under the empty key. */
function readTitle(offer: i32): void {
  if (!enterObject()) return;
  while (nextKey()) {
    const isBuyersLanguage =
      viewLength == languageLength &&
      viewLength != 0 &&
      memory.compare(viewStart, languageStart, viewLength) == 0;
    const isDefault = viewLength == 0;
    if (!readText()) continue;
    if (isBuyersLanguage || (isDefault && offerTitleStart.at(offer) == 0)) {
      offerTitleStart.set(offer, viewStart);
      offerTitleLength.set(offer, viewLength);
    }
  }
}

function readDiscountValue(): void {
  discountKind = PERCENTAGE;
  discountValue = 0;
  if (!enterObject()) return;
  while (nextKey()) {
    if (viewIs(KEY_PERCENT, 7)) {
      discountKind = PERCENTAGE;
      discountValue = readInteger();
    } else if (viewIs(KEY_AMOUNT, 6)) {
      discountKind = AMOUNT_OFF;
      discountValue = inCartCurrency(readInteger());
    } else if (viewIs(KEY_PRICE, 5)) {
      discountKind = FIXED_PRICE;
      discountValue = inCartCurrency(readInteger());
    } else skipValue();
  }
}

function inCartCurrency(minor: i64): i64 {
  if (cartCurrency == 0 || memory.compare(documentCurrency, cartCurrency, 3) == 0) return minor;
  return convert(minor, currencyRate, currencyExponent(documentCurrency), cartExponent);
}

function openComponent(product: i64): void {
  componentProduct.push(product);
  componentQuantity.push(1);
  componentGet.push(0);
  componentFirstVariant.push(componentVariants.length);
  componentVariantCount.push(0);
}

function readComponents(offer: i32): void {
  if (!enterArray()) return;
  while (nextElement()) {
    if (!enterObject()) continue;
    openComponent(0);
    const component = componentProduct.length - 1;
    while (nextKey()) {
      if (viewIs(KEY_PRODUCT, 7)) componentProduct.set(component, readInteger());
      else if (viewIs(KEY_QUANTITY, 8)) componentQuantity.set(component, readInteger());
      else if (viewIs(KEY_GET, 3)) {
        offerRewards.set(offer, 1);
        componentGet.set(component, max(readInteger(), 0));
      } else if (viewIs(KEY_VARIANTS, 8)) readVariants();
      else skipValue();
    }
  }
}

function readVariants(): void {
  if (!enterArray()) return;
  const component = componentProduct.length - 1;
  while (nextElement()) componentVariants.push(readInteger());
  componentVariantCount.set(
    component,
    componentVariants.length - componentFirstVariant.at(component),
  );
}

function readTiers(): void {
  if (!enterArray()) return;
  while (nextElement()) {
    if (!enterObject()) continue;
    tierFrom.push(1);
    tierDiscountKind.push(PERCENTAGE);
    tierDiscount.push(0);
    const tier = tierFrom.length - 1;
    while (nextKey()) {
      if (viewIs(KEY_FROM, 4)) tierFrom.set(tier, readInteger());
      else if (viewIs(KEY_OFF, 3)) {
        readDiscountValue();
        tierDiscountKind.set(tier, discountKind);
        tierDiscount.set(tier, discountValue);
      } else skipValue();
    }
  }
}
