/**
 * The price rule of cart rewards: who reaches a step's value has what it gives, and what the steps before
 * it give. The cart's value counts products at their prices before discounts, so that no other offer can
 * take a reward away, and what is cheapest for the shopper in each part is so in the whole. Gifts and gift
 * cards do not count. A unit is a gift only if its line asks for it, is what a reached step gives, and is
 * within the number that it gives: the line's mark alone grants nothing.
 */

import { isOutOfOffers, lineIsGift, lineIsGiftCard, lineQuantity, lineUnitPrice } from "./cart";
import { Integers } from "./integers";
import {
  enterArray,
  enterObject,
  nextElement,
  nextKey,
  readInteger,
  skipValue,
  viewIs,
} from "./json";
import { fitsComponent } from "./kinds/sets";
import {
  componentProduct,
  componentQuantity,
  discountKind,
  discountValue,
  inCartCurrency,
  isRunning,
  NOT_STATED,
  PERCENTAGE,
  readComponents,
  readDiscountValue,
  readLocalAmount,
  savingOn,
} from "./offers";
import { KEY_FROM, KEY_GIFTS, KEY_LOCAL, KEY_OFF } from "./words";

/** What a step gives. */
export const FREE_SHIPPING: i64 = 0;
export const GIFTS: i64 = 1;
export const ORDER_DISCOUNT: i64 = 2;

export const stepOffer = new Integers(16);
/** Value of the cart at which it is reached, in minor units of the cart's currency. */
export const stepFrom = new Integers(16);
const stepReward = new Integers(16);
export const stepDiscountKind = new Integers(16);
export const stepDiscount = new Integers(16);
/** The gifts of a step: a range of `component…`. */
const stepFirstComponent = new Integers(16);
const stepComponentCount = new Integers(16);

/** Value of the cart in minor units, once {@link measureCart} has worked it out. */
export let cartValue: i64 = 0;

/** Units of each line that are gifts. */
export const giftUnits = new Integers(256);
/** Which line's units are whose gift. */
export const grantLine = new Integers(8);
export const grantOffer = new Integers(8);
export const grantUnits = new Integers(8);

/** Reads the steps of an offer, at the cursor. */
export function readSteps(offer: i32): void {
  if (!enterArray()) return;
  while (nextElement()) {
    if (!enterObject()) continue;
    const step = stepOffer.length;
    stepOffer.push(offer);
    stepFrom.push(0);
    stepReward.push(FREE_SHIPPING);
    stepDiscountKind.push(PERCENTAGE);
    stepDiscount.push(0);
    stepFirstComponent.push(componentProduct.length);
    stepComponentCount.push(0);
    let localFrom = NOT_STATED;
    while (nextKey()) {
      if (viewIs(KEY_FROM, 4)) stepFrom.set(step, inCartCurrency(readInteger()));
      else if (viewIs(KEY_LOCAL, 5)) localFrom = readLocalAmount();
      else if (viewIs(KEY_GIFTS, 5)) {
        stepReward.set(step, GIFTS);
        readComponents(offer);
        stepComponentCount.set(step, componentProduct.length - stepFirstComponent.at(step));
      } else if (viewIs(KEY_OFF, 3)) {
        stepReward.set(step, ORDER_DISCOUNT);
        readDiscountValue();
        stepDiscountKind.set(step, discountKind);
        stepDiscount.set(step, discountValue);
      } else skipValue();
    }
    if (localFrom != NOT_STATED) stepFrom.set(step, localFrom);
  }
}

/** Works out {@link cartValue}. */
export function measureCart(): void {
  cartValue = 0;
  for (let line = 0; line < lineQuantity.length; line++) {
    if (lineIsGift.at(line) != 0 || lineIsGiftCard.at(line) != 0) continue;
    cartValue += max(lineQuantity.at(line), 0) * lineUnitPrice.at(line);
  }
}

/** Whether the cart has come to a step of an offer that runs. */
export function isReached(step: i32): bool {
  return cartValue >= stepFrom.at(step) && isRunning(<i32>stepOffer.at(step));
}

/** Fills {@link giftUnits} and the grants with what the cart has earned and holds. */
export function grantGifts(): void {
  giftUnits.fill(0, lineQuantity.length);
  if (stepOffer.length == 0) return;
  measureCart();
  for (let step = 0; step < stepOffer.length; step++) {
    if (stepReward.at(step) != GIFTS || !isReached(step)) continue;
    const first = <i32>stepFirstComponent.at(step);
    for (let gift = first; gift < first + <i32>stepComponentCount.at(step); gift++) {
      grantGift(<i32>stepOffer.at(step), gift);
    }
  }
}

function grantGift(offer: i32, gift: i32): void {
  let left = componentQuantity.at(gift);
  for (let line = 0; line < lineQuantity.length && left > 0; line++) {
    if (lineIsGift.at(line) == 0 || !fitsComponent(line, gift)) continue;
    const units = min(left, lineQuantity.at(line) - giftUnits.at(line));
    if (units <= 0) continue;
    left -= units;
    giftUnits.add(line, units);
    grantLine.push(line);
    grantOffer.push(offer);
    grantUnits.push(units);
  }
}

/** The first step that gives free shipping and is reached; -1 for none. */
export function shippingStep(): i32 {
  for (let step = 0; step < stepOffer.length; step++) {
    if (stepReward.at(step) == FREE_SHIPPING && isReached(step)) return step;
  }
  return -1;
}

/** The reached step that takes most off the order; of equals, the first; -1 for none. */
export let orderStep: i32 = -1;
/** What it takes off, in minor units. */
export let orderSaving: i64 = 0;

/**
 * Finds {@link orderStep}.
 * @param lineSaving what is off each line before the order's discount
 */
export function findOrderDiscount(lineSaving: Integers): void {
  let base: i64 = 0;
  for (let line = 0; line < lineQuantity.length; line++) {
    if (isOutOfOffers(line)) continue;
    base += max(lineQuantity.at(line), 0) * lineUnitPrice.at(line) - lineSaving.at(line);
  }
  for (let step = 0; step < stepOffer.length; step++) {
    if (stepReward.at(step) != ORDER_DISCOUNT || !isReached(step)) continue;
    const saving = savingOn(base, stepDiscountKind.at(step), stepDiscount.at(step));
    if (saving <= orderSaving) continue;
    orderSaving = saving;
    orderStep = step;
  }
}
