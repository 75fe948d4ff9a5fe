/** The Function's answer for delivery: free shipping on every group, once the cart has come to it. */

import { deliveryGroupLength, deliveryGroupStart, givesShippingDiscounts } from "./cart";
import { measureCart, shippingStep, stepOffer } from "./cart-rewards";
import { NO_OPERATIONS, writeTitle } from "./result";
import { writeBytes, writeText } from "./standard-output";

/** Writes the operations for `cart.delivery-options.discounts.generate.run`. */
export function writeDeliveryOperations(): void {
  measureCart();
  const step = shippingStep();
  if (step < 0 || !givesShippingDiscounts || deliveryGroupStart.length == 0) {
    writeText(NO_OPERATIONS);
    return;
  }
  writeText(
    '{"operations":[{"deliveryDiscountsAdd":{"selectionStrategy":"ALL","candidates":[{"targets":[',
  );
  for (let group = 0; group < deliveryGroupStart.length; group++) {
    writeText(group > 0 ? ',{"deliveryGroup":{"id":"' : '{"deliveryGroup":{"id":"');
    writeBytes(<usize>deliveryGroupStart.at(group), <usize>deliveryGroupLength.at(group));
    writeText('"}}');
  }
  writeText('],"value":{"percentage":{"value":"100.0"}},"message":"');
  writeTitle(<i32>stepOffer.at(step));
  writeText('"}]}}]}');
}
