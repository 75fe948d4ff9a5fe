import type { Prisma, PrismaClient } from "@prisma/client";
import { z } from "zod";

import { productIdSchema } from "../../core/offers/quantities.ts";
import { incompatiblePairs, pairOf } from "../../core/pairings/incompatible.ts";
import type { IncompatiblePairs, Pair } from "../../core/pairings/incompatible.ts";
import { RECENT_CATALOG } from "../offers/recent-catalog.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { titleOfMissing } from "../ui/title-of-missing.ts";
import { ifAnswered } from "../shopify/if-answered.server.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";

/** A shop keeps no more: the list is for what would be a mistake, and is read by a person. */
const MOST_PAIRS = 500;

/** What the page sends: pairs to keep in mind, or one to forget. */
export const pairChangeSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("add"),
    productIds: z.array(productIdSchema).min(1, "Choose the products that it does not go with."),
    productId: productIdSchema,
  }),
  z.object({
    intent: z.literal("remove"),
    productIds: z.tuple([productIdSchema, productIdSchema]),
  }),
]);

export async function listIncompatiblePairs(
  prisma: Prisma.TransactionClient,
  shop: string,
): Promise<Pair[]> {
  const rows = await prisma.incompatiblePair.findMany({
    where: { shop },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ firstId, secondId }) => [firstId, secondId]);
}

/** The same, to look pairs up in. */
export async function readIncompatible(
  prisma: PrismaClient,
  shop: string,
): Promise<IncompatiblePairs> {
  return incompatiblePairs(await listIncompatiblePairs(prisma, shop));
}

/** Stores a change, with the wish to publish what it leaves of the offers. @returns what is wrong, if it was refused */
export async function changePairs(
  { prisma, shop }: OfferContext,
  change: z.infer<typeof pairChangeSchema>,
): Promise<string | null> {
  return prisma.$transaction(async (transaction: Prisma.TransactionClient) => {
    if (change.intent === "remove") {
      const [firstId, secondId] = pairOf(...change.productIds);
      await transaction.incompatiblePair.deleteMany({ where: { shop, firstId, secondId } });
    } else {
      const { productId } = change;
      const others = change.productIds.filter((id) => id !== productId);
      if (others.length === 0) return "A product goes with itself. Choose others.";
      const count = await transaction.incompatiblePair.count({ where: { shop } });
      if (count + others.length > MOST_PAIRS) return `Keep at most ${MOST_PAIRS} pairs.`;
      await transaction.incompatiblePair.createMany({
        data: others.map((other) => {
          const [firstId, secondId] = pairOf(productId, other);
          return { shop, firstId, secondId };
        }),
        skipDuplicates: true,
      });
    }
    await notePublishRequest(transaction, shop);
    return null;
  });
}

/** The pairs with their products' titles. */
export async function loadPairings(context: OfferContext) {
  const pairs = await listIncompatiblePairs(context.prisma, context.shop);
  const products = await ifAnswered(RECENT_CATALOG.products(context, pairs.flat()));
  const titleOf = (id: string) => products?.get(id)?.title ?? titleOfMissing(id, products === null);
  return {
    currencyCode: context.currencyCode,
    isShopifyAway: products === null,
    pairs: pairs.map(([firstId, secondId]) => ({
      ids: [firstId, secondId] as const,
      titles: [titleOf(firstId), titleOf(secondId)] as const,
    })),
  };
}

export type PairingsData = Awaited<ReturnType<typeof loadPairings>>;
