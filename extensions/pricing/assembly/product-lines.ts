/** The lines of each product, as chains, so that an offer finds those of its products without looking at all. */

import { lineProduct, lineQuantity } from "./cart";
import { Integers } from "./integers";

/** The line before it of the same product, so that a product's lines are a chain; -1 for none. */
export const previousLineOfProduct = new Integers(256);
/** Last line of each product, by a hash of the product's number: an open table of line numbers, -1 for free. */
const lastLineByHash = new Integers(1024);
let hashMask: i32 = 0;

/** Fills the chains, once all lines were read. */
export function chainLinesOfProducts(): void {
  let size = 16;
  while (size < lineQuantity.length * 2) size *= 2;
  hashMask = size - 1;
  lastLineByHash.fill(-1, size);
  for (let line = 0; line < lineQuantity.length; line++) {
    const slot = slotOf(lineProduct.at(line));
    previousLineOfProduct.push(lastLineByHash.at(slot));
    lastLineByHash.set(slot, line);
  }
}

/** The slot that a product has in the table, or would have. */
function slotOf(product: i64): i32 {
  let slot = (<i32>((<u64>product * 0x9e3779b97f4a7c15) >> 32)) & hashMask;
  while (lastLineByHash.at(slot) >= 0 && lineProduct.at(<i32>lastLineByHash.at(slot)) != product) {
    slot = (slot + 1) & hashMask;
  }
  return slot;
}

/** The last line of a product, from which {@link previousLineOfProduct} leads to the others; -1 for none. */
export function lastLineOfProduct(product: i64): i32 {
  return <i32>lastLineByHash.at(slotOf(product));
}
