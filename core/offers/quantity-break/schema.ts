import { z } from "zod";

import { refuseRepeatedProducts } from "../components.ts";
import { productIdSchema, variantIdsSchema } from "../quantities.ts";
import { tiersSchema } from "../tiers.ts";

const MAX_PRODUCTS = 50;

/** Parses the terms of a quantity break, with numbers as typed. */
export function quantityBreakSchema(currencyCode: string) {
  return z.object({
    products: z
      .array(z.object({ productId: productIdSchema, variantIds: variantIdsSchema }))
      .min(1, "Choose the product that is cheaper by quantity.")
      .max(MAX_PRODUCTS, `Choose at most ${MAX_PRODUCTS} products.`)
      .superRefine(refuseRepeatedProducts("This product is listed already.")),
    tiers: tiersSchema(currencyCode),
  });
}
