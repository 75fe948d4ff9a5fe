/**
 * Bundles as one line: the cart-transform Function. It changes no price. Which sets there are is what the
 * pricing engine found, from the same input; each becomes one line under the bundle product where Shopify's
 * merge makes just those sets of its lines, and stays as it is elsewhere. A bundle product that was bought by
 * itself is taken apart, so that the stock of its components is counted.
 */

import { readInput } from "../../pricing/assembly/cart";
import { findBestCombination } from "../../pricing/assembly/combination";
import { readStandardInput } from "../../pricing/assembly/standard-input";
import { flushOutput } from "../../pricing/assembly/standard-output";
import { writeOperations } from "./operations";

/** Target `cart.transform.run`. */
export function cart_transform_run(): void {
  readStandardInput();
  readInput();
  findBestCombination();
  writeOperations();
  flushOutput();
}
