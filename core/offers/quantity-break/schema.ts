import { z } from "zod";

import { refuseRepeatedProducts } from "../components.ts";
import { discountSchema } from "../discount-value.ts";
import { productIdSchema, quantitySchema, variantIdsSchema } from "../quantities.ts";

const MAX_PRODUCTS = 50;
const MAX_TIERS = 8;

/** Parses the terms of a quantity break, with numbers as typed. */
export function quantityBreakSchema(currencyCode: string) {
  return z.object({
    products: z
      .array(z.object({ productId: productIdSchema, variantIds: variantIdsSchema }))
      .min(1, "Choose the product that is cheaper by quantity.")
      .max(MAX_PRODUCTS, `Choose at most ${MAX_PRODUCTS} products.`)
      .superRefine(refuseRepeatedProducts("This product is listed already.")),
    tiers: z
      .array(
        z.object({ minimumQuantity: quantitySchema(2), discount: discountSchema(currencyCode) }),
      )
      .min(1, "Add at least one tier.")
      .max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers.`)
      .superRefine((tiers, context) => {
        tiers.forEach(({ minimumQuantity }, index) => {
          const previous = tiers[index - 1];
          if (previous && minimumQuantity <= previous.minimumQuantity) {
            context.addIssue({
              code: "custom",
              path: [index, "minimumQuantity"],
              message: "Each tier starts at a higher quantity than the one before.",
            });
          }
        });
      }),
  });
}
