/**
 * Tandem's pricing engine: one Wasm module for Shopify's checkout, the editor's simulator, every
 * preview and every test.
 */

import { allocateSavings } from "./allocation";
import { readInput } from "./cart";
import { writeDeliveryOperations } from "./delivery-result";
import { writeExplanation } from "./explanation";
import { writeOperations } from "./result";
import { readStandardInput } from "./standard-input";
import { flushOutput } from "./standard-output";

/** Target `cart.lines.discounts.generate.run`. */
export function cart_lines_discounts_generate_run(): void {
  readStandardInput();
  readInput();
  allocateSavings();
  writeOperations();
  flushOutput();
}

/** Target `cart.delivery-options.discounts.generate.run`. */
export function cart_delivery_options_discounts_generate_run(): void {
  readStandardInput();
  readInput();
  writeDeliveryOperations();
  flushOutput();
}

/** The same run as for the lines, explained. */
export function explain(): void {
  readStandardInput();
  readInput();
  allocateSavings();
  writeExplanation();
  flushOutput();
}
