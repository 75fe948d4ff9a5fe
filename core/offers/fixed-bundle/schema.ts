import { z } from "zod";

import { componentSchema, refuseRepeatedProducts } from "../components.ts";
import { discountSchema } from "../discount-value.ts";

const MAX_COMPONENTS = 10;

/** Parses the terms of a fixed bundle, with numbers as typed. */
export function fixedBundleSchema(currencyCode: string) {
  return z.object({
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
  });
}
