import { numericId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { eligibleVariants } from "../catalog/product.ts";
import type { CompiledComponent } from "./documents.ts";
import type { Component } from "./fixed-bundle/terms.ts";
import type { OfferIssue } from "./issue.ts";
import { error, warning } from "./issue.ts";
import type { ReviewContext } from "./kind.ts";
import { productIdSchema, quantitySchema, variantIdsSchema } from "./quantities.ts";

/** So many units of a product, with the number as typed. */
export const componentSchema = z.object({
  productId: productIdSchema,
  quantity: quantitySchema(1),
  variantIds: variantIdsSchema,
});

/** Refuses a list that names a product twice, at the second one. */
export function refuseRepeatedProducts(message: string) {
  return (products: readonly { productId: string }[], context: z.RefinementCtx): void => {
    products.forEach(({ productId }, index) => {
      if (products.findIndex((other) => other.productId === productId) < index)
        context.addIssue({ code: "custom", path: [index, "productId"], message });
    });
  };
}

/** Products to choose from, each once, in all of their variants or in some. */
export function productsSchema(whenEmpty: string, most: number) {
  return z
    .array(z.object({ productId: productIdSchema, variantIds: variantIdsSchema }))
    .min(1, whenEmpty)
    .max(most, `Choose at most ${most} products.`)
    .superRefine(refuseRepeatedProducts("This product is listed already."));
}

/** A component as the pricing and display documents hold it. */
export function compileComponent({
  productId,
  quantity,
  variantIds,
}: Component): CompiledComponent {
  return {
    product: numericId(productId),
    quantity,
    ...(variantIds.length > 0 && { variants: variantIds.map(numericId) }),
  };
}

/** What the components of one set cost together, and what is wrong with them. */
export interface ComponentReview {
  readonly issues: readonly OfferIssue[];
  /** Price in minor units with the cheapest and with the dearest variants; null while a product is missing. */
  readonly prices: { readonly cheapest: number; readonly dearest: number } | null;
}

/**
 * Looks at a list of components beside the catalogue: sold out, or without the variants that were chosen.
 * @param field the editor's field of the list
 * @param what what the shopper sees again when a product is back: "the bundle"
 */
export function reviewComponents(
  components: readonly Component[],
  field: string,
  what: string,
  { products }: ReviewContext,
): ComponentReview {
  const issues: OfferIssue[] = [];
  let cheapest = 0;
  let dearest = 0;
  let isComplete = true;
  components.forEach(({ productId, quantity, variantIds }, index) => {
    const at = `${field}.${index}.productId`;
    const product = products.get(productId);
    const variants = product ? eligibleVariants(product, variantIds) : [];
    if (!product || variants.length === 0) {
      isComplete = false;
      if (product)
        issues.push(
          error(at, `${product.title} has none of the chosen variants any more. Choose others.`),
        );
      return;
    }
    if (!variants.some((variant) => variant.isAvailable)) {
      issues.push(
        warning(at, `${product.title} is sold out. Shoppers see ${what} again when it is back.`),
      );
    }
    const prices = variants.map((variant) => variant.priceMinor);
    cheapest += quantity * Math.min(...prices);
    dearest += quantity * Math.max(...prices);
  });
  return { issues, prices: isComplete ? { cheapest, dearest } : null };
}
