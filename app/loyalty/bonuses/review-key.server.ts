import type { PrismaClient } from "@prisma/client";

import { getConfig } from "../../platform/config.server.ts";
import { isSigned, sign } from "../../platform/secrets.server.ts";

/** The shop that a key says it is of, and the proof. */
const KEY = /^(.+\.myshopify\.com)\.(.+)$/;

const textOf = (shop: string, version: number) => `${shop} ${version}`;

/** The shop of a key; null for one that is none, or was replaced. */
export async function shopOfReviewKey(prisma: PrismaClient, key: string): Promise<string | null> {
  const [, shop = "", proof = ""] = KEY.exec(key) ?? [];
  const settings = await prisma.shop.findUnique({ where: { shop } });
  // Also for a shop that is not known, so that the time it takes does not tell.
  const isRight = isSigned("review-key", textOf(shop, settings?.reviewKeyVersion ?? 0), proof);
  return isRight && settings?.isInstalled ? shop : null;
}

/** What a review app is told: where to send news of reviews, and the key. */
export interface ReviewHook {
  readonly address: string;
  readonly key: string;
}

export async function readReviewHook(prisma: PrismaClient, shop: string): Promise<ReviewHook> {
  return hookOf(await prisma.shop.findUniqueOrThrow({ where: { shop } }));
}

/** Makes a new key; the ones before are void from now on. */
export async function renewReviewKey(prisma: PrismaClient, shop: string): Promise<ReviewHook> {
  return hookOf(
    await prisma.shop.update({ where: { shop }, data: { reviewKeyVersion: { increment: 1 } } }),
  );
}

/** The key is worked out, and stored nowhere. */
function hookOf({
  shop,
  reviewKeyVersion,
}: {
  readonly shop: string;
  readonly reviewKeyVersion: number;
}): ReviewHook {
  return {
    address: `${getConfig().SHOPIFY_APP_URL}/hooks/reviews`,
    key: `${shop}.${sign("review-key", textOf(shop, reviewKeyVersion))}`,
  };
}
