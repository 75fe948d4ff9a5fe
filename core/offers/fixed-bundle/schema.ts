import { z } from "zod";

import { componentSchema, refuseRepeatedProducts } from "../components.ts";
import { discountSchema } from "../discount-value.ts";
import { productIdSchema, variantIdsSchema } from "../quantities.ts";

const MAX_COMPONENTS = 10;

/** Parses the terms of a fixed bundle, with numbers as typed. */
export function fixedBundleSchema(currencyCode: string) {
  return z
    .object({
      components: z
        .array(componentSchema)
        .max(MAX_COMPONENTS, `A bundle has at most ${MAX_COMPONENTS} components.`)
        .superRefine((components, context) => {
          const units = components.reduce((sum, component) => sum + component.quantity, 0);
          if (units < 2) {
            context.addIssue({
              code: "custom",
              message: "Add at least two things that are bought together.",
            });
          }
        })
        .superRefine(
          refuseRepeatedProducts(
            "This product is in the bundle already. Raise its quantity there instead.",
          ),
        ),
      discount: discountSchema(currencyCode),
      oneLineAs: oneLineSchema,
    })
    .superRefine(({ components, oneLineAs }, context) => {
      if (!components.some((component) => component.productId === oneLineAs?.productId)) return;
      context.addIssue({
        code: "custom",
        path: ["oneLineAs", 0, "productId"],
        message: "The bundle product has to be another one than its components.",
      });
    });
}

const oneLineSchema = z
  .array(z.object({ productId: productIdSchema, variantIds: variantIdsSchema }))
  .max(1, "Choose one product.")
  .default([])
  .transform((chosen, context) => {
    const [product] = chosen;
    if (!product) return null;
    const [variantId, ...more] = product.variantIds;
    if (variantId && more.length === 0) return { productId: product.productId, variantId };
    context.addIssue({
      code: "custom",
      path: [0, "productId"],
      message: "Choose one variant of the bundle product: it stands for one set.",
    });
    return z.NEVER;
  });
