import type { Prisma, PrismaClient, Shop } from "@prisma/client";

import type { CombinesWith } from "../../core/offers/combination-rules.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";

/** With what a shop's offers combine. */
export function combinesWithOf(
  shop: Pick<Shop, "combinesWithProduct" | "combinesWithOrder" | "combinesWithShipping">,
): CombinesWith {
  return {
    productDiscounts: shop.combinesWithProduct,
    orderDiscounts: shop.combinesWithOrder,
    shippingDiscounts: shop.combinesWithShipping,
  };
}

/** The same, of a shop by its domain. */
export async function findCombination(prisma: PrismaClient, shop: string): Promise<CombinesWith> {
  return combinesWithOf(await prisma.shop.findUniqueOrThrow({ where: { shop } }));
}

/** Stores with what a shop's offers combine, with the wish to publish it. */
export async function saveCombination(
  prisma: PrismaClient,
  shop: string,
  combinesWith: CombinesWith,
): Promise<void> {
  await prisma.$transaction(async (transaction: Prisma.TransactionClient) => {
    await transaction.shop.update({
      where: { shop },
      data: {
        combinesWithProduct: combinesWith.productDiscounts,
        combinesWithOrder: combinesWith.orderDiscounts,
        combinesWithShipping: combinesWith.shippingDiscounts,
      },
    });
    await notePublishRequest(transaction, shop);
  });
}
