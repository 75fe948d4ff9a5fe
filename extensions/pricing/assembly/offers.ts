/**
 * The offers that the products in the cart carry. core/offers/compile.ts writes these documents
 * and explains their form; a bundle stands in the document of one of its components only, since it
 * can apply only when that one is in the cart. A mix and match stands in the document of each of its
 * products, without a list of the others: those in the cart find each other by the offer's id. Cart
 * rewards stand in a document of the shop's.
 */

import { readAudience } from "./audience";
import { languageLength, languageStart } from "./buyer";
import { cartCurrency, cartExponent, currencyRate, readDate, shopDate } from "./cart";
import { readSteps } from "./cart-rewards";
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
  KEY_AUDIENCE,
  KEY_BREAKS,
  KEY_BUNDLES,
  KEY_COMPONENTS,
  KEY_CURRENCY,
  KEY_FROM,
  KEY_GET,
  KEY_ID,
  KEY_LIMIT,
  KEY_LINE,
  KEY_LOCAL,
  KEY_MIXES,
  KEY_OFF,
  KEY_PARTS,
  KEY_PERCENT,
  KEY_PRICE,
  KEY_PRODUCT,
  KEY_QUANTITY,
  KEY_REWARDS,
  KEY_STEPS,
  KEY_TIERS,
  KEY_TITLE,
  KEY_UNTIL,
  KEY_V,
  KEY_VARIANTS,
} from "./words";

/** Bought in whole sets: a fixed bundle, or buy X get Y. */
export const SET_OFFER: i64 = 0;
export const QUANTITY_BREAK: i64 = 1;
/** One product's part in a mix and match: a row of its own for each product in the cart. */
export const MIX_AND_MATCH: i64 = 2;
/** Steps by the cart's value: see {@link readSteps}. */
export const CART_REWARD: i64 = 3;

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
/** 1 where the buyer and the cart belong to the offer's audience. */
export const offerIsForBuyer = new Integers(64);
/** Discount of a set; a quantity break has one for each tier. */
export const offerDiscountKind = new Integers(64);
export const offerDiscount = new Integers(64);
/** 1 where the discount counts only the units that are got ({@link componentGet}), not the whole set. */
export const offerRewards = new Integers(64);
/** Sets of it that one cart can have; 0 for no limit. */
export const offerLimit = new Integers(64);
/** The variant under which a set is one line in the cart; 0 for lines of their own. */
export const offerLine = new Integers(64);
/** Where the parts of a bundle product stand, as pairs of variant and quantity; 0 for none. */
export const offerPartsAt = new Integers(64);
/** The first row of the same offer; itself for all but a mix and match's further products. */
export const offerHead = new Integers(64);
/** The row of the same mix and match's next product; -1 for none. */
export const nextRowOfMix = new Integers(64);
/** The components of a set, or the one product of a row that counts units: a range of `component…`. */
export const offerFirstComponent = new Integers(64);
export const offerComponentCount = new Integers(64);
/** The tiers of what counts units: a range of `tier…`. */
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
/** What {@link readDiscountValue} read last. */
export let discountKind: i64 = PERCENTAGE;
export let discountValue: i64 = 0;

/** Whether an offer's dates include the shop's date. */
export function isScheduled(offer: i32): bool {
  if (shopDate == 0) return true;
  if (offerFrom.at(offer) != 0 && shopDate < offerFrom.at(offer)) return false;
  return offerUntil.at(offer) == 0 || shopDate <= offerUntil.at(offer);
}

/** Whether an offer can apply to this cart: its dates include the shop's, and it is for this buyer. */
export function isRunning(offer: i32): bool {
  return offerIsForBuyer.at(offer) != 0 && isScheduled(offer);
}

/**
 * Reads the document of one product, or, with 0 for it, that of the cart's rewards, at the cursor. An unknown version is left alone. Offers are read as
 * they come where version and currency stand before them, as we write them; else, when all was seen.
 */
export function readOfferDocument(product: i64): void {
  documentCurrency = cartCurrency;
  let bundlesAt: usize = 0;
  let breaksAt: usize = 0;
  let mixesAt: usize = 0;
  let rewardsAt: usize = 0;
  let isKnownVersion = false;
  let hasCurrency = false;
  if (!enterObject()) return;
  while (nextKey()) {
    const canRead = isKnownVersion && hasCurrency;
    if (viewIs(KEY_V, 1)) isKnownVersion = readInteger() == 1;
    else if (viewIs(KEY_CURRENCY, 8)) {
      hasCurrency = true;
      if (readText()) documentCurrency = viewStart;
    } else if (viewIs(KEY_BUNDLES, 7)) {
      if (canRead) readOffers(SET_OFFER, product);
      else bundlesAt = passValue();
    } else if (viewIs(KEY_BREAKS, 6)) {
      if (canRead) readOffers(QUANTITY_BREAK, product);
      else breaksAt = passValue();
    } else if (viewIs(KEY_MIXES, 5)) {
      if (canRead) readOffers(MIX_AND_MATCH, product);
      else mixesAt = passValue();
    } else if (viewIs(KEY_REWARDS, 7)) {
      if (canRead) readOffers(CART_REWARD, product);
      else rewardsAt = passValue();
    } else skipValue();
  }
  if (!isKnownVersion) return;
  readOffersAt(bundlesAt, SET_OFFER, product);
  readOffersAt(breaksAt, QUANTITY_BREAK, product);
  readOffersAt(mixesAt, MIX_AND_MATCH, product);
  readOffersAt(rewardsAt, CART_REWARD, product);
}

/** Skips a value. @returns where it is, to come back to */
function passValue(): usize {
  const at = here();
  skipValue();
  return at;
}

function readOffersAt(at: usize, kind: i64, product: i64): void {
  if (at == 0) return;
  seek(at, inputEnd);
  readOffers(kind, product);
}

function readOffers(kind: i64, product: i64): void {
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
  offerIsForBuyer.push(1);
  offerDiscountKind.push(PERCENTAGE);
  offerDiscount.push(0);
  offerRewards.push(0);
  offerLimit.push(0);
  offerLine.push(0);
  offerPartsAt.push(0);
  offerHead.push(offer);
  nextRowOfMix.push(-1);
  offerFirstComponent.push(componentProduct.length);
  offerComponentCount.push(0);
  offerFirstTier.push(tierFrom.length);
  offerTierCount.push(0);
  if (kind == QUANTITY_BREAK || kind == MIX_AND_MATCH) openComponent(product);
  while (nextKey()) {
    if (viewIs(KEY_ID, 2)) {
      if (!readText()) continue;
      offerIdStart.set(offer, viewStart);
      offerIdLength.set(offer, viewLength);
      if (kind == MIX_AND_MATCH) offerHead.set(offer, findHead(offer));
    } else if (viewIs(KEY_VARIANTS, 8)) readVariants();
    else if (offerHead.at(offer) != offer) skipValue();
    else if (viewIs(KEY_TITLE, 5)) readTitle(offer);
    else if (viewIs(KEY_FROM, 4)) offerFrom.set(offer, readDate());
    else if (viewIs(KEY_UNTIL, 5)) offerUntil.set(offer, readDate());
    else if (viewIs(KEY_AUDIENCE, 8)) offerIsForBuyer.set(offer, readAudience() ? 1 : 0);
    else if (viewIs(KEY_OFF, 3)) {
      readDiscountValue();
      offerDiscountKind.set(offer, discountKind);
      offerDiscount.set(offer, discountValue);
    } else if (viewIs(KEY_COMPONENTS, 10)) readComponents(offer);
    else if (viewIs(KEY_LIMIT, 5)) offerLimit.set(offer, max(readInteger(), 0));
    else if (viewIs(KEY_LINE, 4)) offerLine.set(offer, readInteger());
    else if (viewIs(KEY_PARTS, 5)) offerPartsAt.set(offer, passValue());
    else if (viewIs(KEY_TIERS, 5)) readTiers();
    else if (viewIs(KEY_STEPS, 5)) readSteps(offer);
    else skipValue();
  }
  offerComponentCount.set(offer, componentProduct.length - offerFirstComponent.at(offer));
  offerTierCount.set(offer, tierFrom.length - offerFirstTier.at(offer));
  if (offerHead.at(offer) != offer) joinMix(offer, <i32>offerHead.at(offer));
}

/** Heads of mix and matches, by a hash of the offer's id: chains, so that each is found in a step or two. */
const HEAD_CHAINS: i32 = 64;
const firstHead = new Integers(HEAD_CHAINS);
const nextHead = new Integers(64);

/** The row under which a mix and match was read before, for another product; the row itself if it was not. */
function findHead(offer: i32): i32 {
  if (firstHead.length == 0) firstHead.fill(-1, HEAD_CHAINS);
  nextHead.fill(-1, offer + 1 - nextHead.length);
  const start = <usize>offerIdStart.at(offer);
  const length = offerIdLength.at(offer);
  const chain = chainOf(start, <i32>length);
  for (let head = <i32>firstHead.at(chain); head >= 0; head = <i32>nextHead.at(head)) {
    if (offerIdLength.at(head) != length) continue;
    if (memory.compare(<usize>offerIdStart.at(head), start, <usize>length) == 0) return head;
  }
  nextHead.set(offer, firstHead.at(chain));
  firstHead.set(chain, offer);
  return offer;
}

/** The chain that an id belongs to, by its last eight bytes: ids of one shop often begin alike. */
function chainOf(start: usize, length: i32): i32 {
  let word: u64 = 0;
  for (let i = max(length - 8, 0); i < length; i++) word = (word << 8) | load<u8>(start + i);
  return (<i32>((word * 0x9e3779b97f4a7c15) >> 32)) & (HEAD_CHAINS - 1);
}

/** Gives a row the terms of its offer, whatever of them was read before its id was known. */
function joinMix(offer: i32, head: i32): void {
  tierFrom.truncate(<i32>offerFirstTier.at(offer));
  tierDiscountKind.truncate(<i32>offerFirstTier.at(offer));
  tierDiscount.truncate(<i32>offerFirstTier.at(offer));
  offerFirstTier.set(offer, offerFirstTier.at(head));
  offerTierCount.set(offer, offerTierCount.at(head));
  offerFrom.set(offer, offerFrom.at(head));
  offerUntil.set(offer, offerUntil.at(head));
  offerIsForBuyer.set(offer, offerIsForBuyer.at(head));
  offerTitleStart.set(offer, offerTitleStart.at(head));
  offerTitleLength.set(offer, offerTitleLength.at(head));
  nextRowOfMix.set(offer, nextRowOfMix.at(head));
  nextRowOfMix.set(head, offer);
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

/** Reads a discount at the cursor into {@link discountKind} and {@link discountValue}. */
export function readDiscountValue(): void {
  discountKind = PERCENTAGE;
  discountValue = 0;
  let localAmount = NOT_STATED;
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
    } else if (viewIs(KEY_LOCAL, 5)) localAmount = readLocalAmount();
    else skipValue();
  }
  if (localAmount != NOT_STATED) discountValue = localAmount;
}

/** What {@link readLocalAmount} answers where nothing is stated in the cart's currency. */
export const NOT_STATED: i64 = -1;

/** Reads amounts by currency at the cursor. @returns the one in the cart's, in minor units of it */
export function readLocalAmount(): i64 {
  let amount = NOT_STATED;
  if (!enterObject()) return amount;
  while (nextKey()) {
    const isCarts =
      cartCurrency != 0 && viewLength == 3 && memory.compare(viewStart, cartCurrency, 3) == 0;
    if (isCarts) amount = max(readInteger(), 0);
    else skipValue();
  }
  return amount;
}

/** Minor units of the document's currency in those of the cart's. */
export function inCartCurrency(minor: i64): i64 {
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

/** Reads components at the cursor, behind those that were read before. */
export function readComponents(offer: i32): void {
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
