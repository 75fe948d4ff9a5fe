import { z } from "zod";

import { componentSchema, refuseRepeatedProducts } from "../components.ts";
import { discountSchema } from "../discount-value.ts";
import { quantitySchema } from "../quantities.ts";

const MAX_COMPONENTS_PER_SIDE = 5;

function sideSchema(whenEmpty: string) {
  return z
    .array(componentSchema)
    .min(1, whenEmpty)
    .max(MAX_COMPONENTS_PER_SIDE, `Choose at most ${MAX_COMPONENTS_PER_SIDE} products.`)
    .superRefine(
      refuseRepeatedProducts("This product is listed already. Raise its quantity there."),
    );
}

const sameVariants = (a: readonly string[], b: readonly string[]) =>
  a.toSorted().join() === b.toSorted().join();
const shareVariants = (a: readonly string[], b: readonly string[]) =>
  a.length === 0 || b.length === 0 || a.some((id) => b.includes(id));

/** Parses the terms of buy X get Y, with numbers as typed. */
export function buyXGetYSchema(currencyCode: string) {
  return z
    .object({
      buy: sideSchema("Choose what has to be bought."),
      get: sideSchema("Choose what is got for it."),
      discount: discountSchema(currencyCode),
      maximumSets: z.union([z.literal("").transform(() => null), z.null(), quantitySchema(1)]),
    })
    .superRefine(({ buy, get }, context) => {
      get.forEach(({ productId, variantIds }, index) => {
        const bought = buy.find((one) => one.productId === productId);
        if (!bought || sameVariants(bought.variantIds, variantIds)) return;
        if (!shareVariants(bought.variantIds, variantIds)) return;
        context.addIssue({
          code: "custom",
          path: ["get", index, "productId"],
          message:
            "This product is also bought. Choose the same variants on both sides, or variants that the other side does not have.",
        });
      });
    });
}

/** Whether two components are the same thing, so that a unit of it could be bought or got. */
export function isSameThing(
  a: { productId: string; variantIds: readonly string[] },
  b: { productId: string; variantIds: readonly string[] },
): boolean {
  return a.productId === b.productId && sameVariants(a.variantIds, b.variantIds);
}
