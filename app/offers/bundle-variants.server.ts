import type { Prisma } from "@prisma/client";

import type { FixedBundleTerms } from "../../core/offers/fixed-bundle/terms.ts";

/** Variants that stand for a set of a bundle, of whatever status: an order may be of before. */
export async function bundleVariants(
  transaction: Prisma.TransactionClient,
  shop: string,
): Promise<Set<string>> {
  const rows = await transaction.offer.findMany({
    where: { shop, kind: "fixed-bundle" },
    select: { content: true },
  });
  return new Set(
    rows.flatMap(({ content }) => {
      const { terms } = content as unknown as { terms: Partial<FixedBundleTerms> };
      return terms.oneLineAs ? [terms.oneLineAs.variantId] : [];
    }),
  );
}
