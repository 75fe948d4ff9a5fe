import { reviewComponents } from "../components.ts";
import type { OfferIssue } from "../issue.ts";
import { warning } from "../issue.ts";
import type { ReviewContext } from "../kind.ts";
import type { OfferContent } from "../offer.ts";

/** A complement that is sold out, or of the same kind of thing as what it is to go with. */
export function reviewComplements(
  { terms }: OfferContent<"cross-sell" | "add-on">,
  context: ReviewContext,
): OfferIssue[] {
  const components = terms.complements.map((one) => ({ ...one, quantity: 1 }));
  const { issues } = reviewComponents(components, "terms.complements", "it", context);
  const triggerTypes = new Map(
    terms.triggers.flatMap(({ productId }) => {
      const product = context.products.get(productId);
      return product?.productType ? [[product.productType.toLowerCase(), product.title]] : [];
    }),
  );
  const alike = terms.complements.flatMap(({ productId }, index) => {
    const product = context.products.get(productId);
    const rival = product && triggerTypes.get(product.productType.toLowerCase());
    if (!rival) return [];
    return warning(
      `terms.complements.${index}.productId`,
      `${product.title} and ${rival} are both of the type “${product.productType}”. Who wants one seldom wants the other as well.`,
    );
  });
  return [...issues, ...alike];
}
