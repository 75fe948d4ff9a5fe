import { numericId } from "@tandem/storefront-kit/ids";

import type { ProgrammeDocument } from "../loyalty/member-document.ts";
import type { Pair } from "../pairings/incompatible.ts";
import type { AfterPurchaseDocument } from "./after-purchase.ts";
import type { ProductDocuments, RewardDocuments } from "./documents.ts";

/** A metafield of a product, of the shop, or of a Function's owner, as it is to stand. */
export interface DocumentWrite {
  readonly ownerId: string;
  readonly key:
    | "pricing"
    | "display"
    | "companions"
    | "incompatible"
    | "rewards"
    | "reward_display"
    | "reward_gifts"
    | "loyalty"
    | "after_purchase"
    | "audience_tags";
  readonly type: "json" | "list.product_reference";
  readonly value: string;
}

export interface DocumentKey {
  readonly ownerId: string;
  readonly key: string;
}

export interface PublicationPlan {
  readonly writes: readonly DocumentWrite[];
  readonly deletions: readonly DocumentKey[];
}

/**
 * What has to change for a shop's metafields to say what its offers say: only what differs.
 * @param wanted what the offers in force come to
 * @param published hash of each metafield that stands now
 * @param hash a digest of a text
 */
export function planPublication(
  wanted: readonly DocumentWrite[],
  published: readonly (DocumentKey & { readonly hash: string })[],
  hash: (text: string) => string,
): PublicationPlan {
  const standing = new Map(published.map((one) => [`${one.ownerId} ${one.key}`, one.hash]));
  const kept = new Set(wanted.map((one) => `${one.ownerId} ${one.key}`));
  return {
    writes: wanted.filter((one) => standing.get(`${one.ownerId} ${one.key}`) !== hash(one.value)),
    deletions: published
      .filter((one) => !kept.has(`${one.ownerId} ${one.key}`))
      .map(({ ownerId, key }) => ({ ownerId, key })),
  };
}

/** A product's documents as its metafields. */
export function productWrites({
  productId,
  pricing,
  display,
  companions,
}: ProductDocuments): DocumentWrite[] {
  return [
    ...json(productId, "pricing", pricing),
    ...references(productId, "companions", companions),
    ...json(productId, "display", display),
  ];
}

/** What never goes with a product, as the metafield that the cart's offers are held against: ids of products. */
export function incompatibleWrites(pairs: readonly Pair[]): DocumentWrite[] {
  const others = new Map<string, number[]>();
  for (const [first, second] of pairs) {
    others.set(first, [...(others.get(first) ?? []), numericId(second)]);
    others.set(second, [...(others.get(second) ?? []), numericId(first)]);
  }
  return [...others].flatMap(([productId, ids]) =>
    json(
      productId,
      "incompatible",
      ids.toSorted((a, b) => a - b),
    ),
  );
}

/** The documents of cart rewards as metafields of the shop. */
export function rewardWrites(
  shopId: string,
  { pricing, display, gifts }: RewardDocuments,
): DocumentWrite[] {
  return [
    ...json(shopId, "rewards", pricing),
    ...references(shopId, "reward_gifts", gifts),
    ...json(shopId, "reward_display", display),
  ];
}

/** How the loyalty programme works, as a metafield of the shop. */
export function programmeWrites(
  shopId: string,
  programme: ProgrammeDocument | null,
): DocumentWrite[] {
  return json(shopId, "loyalty", programme);
}

/** Where the pages after the purchase ask for what is personal, as a metafield of the shop. */
export function afterPurchaseWrites(
  shopId: string,
  document: AfterPurchaseDocument,
): DocumentWrite[] {
  return json(shopId, "after_purchase", document);
}

/** The tags that a Function's input query asks about, as a metafield of its owner. */
export function tagWrites(ownerId: string, tags: readonly string[]): DocumentWrite[] {
  return json(ownerId, "audience_tags", tags.length > 0 ? { tags } : null);
}

function json(ownerId: string, key: DocumentWrite["key"], document: object | null) {
  return document ? [{ ownerId, key, type: "json", value: JSON.stringify(document) } as const] : [];
}

function references(ownerId: string, key: DocumentWrite["key"], ids: readonly string[]) {
  if (ids.length === 0) return [];
  return [{ ownerId, key, type: "list.product_reference", value: JSON.stringify(ids) } as const];
}
