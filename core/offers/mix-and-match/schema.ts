import { z } from "zod";

import { refuseRepeatedProducts } from "../components.ts";
import { productIdSchema, quantitySchema, variantIdsSchema } from "../quantities.ts";
import { tiersSchema } from "../tiers.ts";

/** A list of product references holds 128; each product's page shows all of the others. */
const MAX_PRODUCTS = 50;

/** Parses the terms of a mix and match, with numbers as typed. */
export function mixAndMatchSchema(currencyCode: string) {
  return z
    .object({
      products: z
        .array(z.object({ productId: productIdSchema, variantIds: variantIdsSchema }))
        .min(1, "Choose the products that can be mixed.")
        .max(MAX_PRODUCTS, `Choose at most ${MAX_PRODUCTS} products.`)
        .superRefine(refuseRepeatedProducts("This product is listed already.")),
      tiers: tiersSchema(currencyCode),
      boxSize: z.union([z.literal("").transform(() => null), quantitySchema(2), z.null()]),
    })
    .superRefine(({ tiers, boxSize }, context) => {
      const highest = tiers.at(-1)?.minimumQuantity ?? 0;
      if (boxSize === null || boxSize >= highest) return;
      context.addIssue({
        code: "custom",
        path: ["boxSize"],
        message: `A box has to hold at least ${highest}, where the last tier starts.`,
      });
    });
}
