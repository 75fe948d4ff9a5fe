import { numericId } from "@tandem/storefront-kit/ids";

import { compileComponent } from "../components.ts";
import { compileDiscount } from "../discount-value.ts";
import type { DisplayedStep } from "../documents.ts";
import type { Contribution, OfferHead } from "../kind.ts";
import { displayDiscount } from "../kind.ts";
import type { DiscountValue } from "../offer.ts";
import type { UpgradePathTerms, UpgradeStep } from "./terms.ts";

/**
 * Puts the ladder into the display document of each of its products. A step with a discount is priced as a
 * set of one unit, whichever way it came into the cart: what makes it an upgrade is the client's to say,
 * and nothing that the client says decides a price.
 */
export function compileUpgradePath(terms: UpgradePathTerms, head: OfferHead): Contribution[] {
  const steps = terms.steps.map((step) => displayStep(step, head.currencyCode));
  const productIds = [...new Set(terms.steps.map((step) => step.productId))];
  return productIds.flatMap((productId) => {
    const companions = productIds.filter((id) => id !== productId);
    const display = { ...head.display, steps };
    const priced = terms.steps
      .filter((step) => step.productId === productId && step.discountMinor > 0)
      .map((step) => ({
        ...head.pricing,
        off: compileDiscount(discountOf(step)),
        components: [compileComponent({ ...step, quantity: 1 })],
      }));
    return { productId, display, companions, ...(priced.length > 0 && { sets: priced }) };
  });
}

function discountOf({ discountMinor, discountPresentment }: UpgradeStep): DiscountValue {
  return {
    kind: "amount-off",
    amountMinor: discountMinor,
    ...(discountPresentment && { presentment: discountPresentment }),
  };
}

function displayStep(step: UpgradeStep, currencyCode: string): DisplayedStep {
  const { productId, variantIds, gain, gainTranslations, discountMinor } = step;
  const off = displayDiscount(discountOf(step), currencyCode);
  return {
    product: numericId(productId),
    ...(variantIds.length > 0 && { variants: variantIds.map(numericId) }),
    ...(gain !== "" && { gain: { default: gain, ...gainTranslations } }),
    ...(discountMinor > 0 && { off }),
  };
}
