import type { ProductDocuments } from "./documents.ts";

/** A product metafield as it is to stand. */
export interface DocumentWrite {
  readonly productId: string;
  readonly key: "pricing" | "display" | "companions";
  readonly type: "json" | "list.product_reference";
  readonly value: string;
}

export interface DocumentKey {
  readonly productId: string;
  readonly key: string;
}

export interface PublicationPlan {
  readonly writes: readonly DocumentWrite[];
  readonly deletions: readonly DocumentKey[];
}

/**
 * What has to change for a shop's metafields to say what its offers say: only what differs.
 * @param documents what the offers in force compile to
 * @param published hash of each metafield that stands now
 * @param hash a digest of a text
 */
export function planPublication(
  documents: readonly ProductDocuments[],
  published: readonly (DocumentKey & { readonly hash: string })[],
  hash: (text: string) => string,
): PublicationPlan {
  const wanted = documents.flatMap(toWrites);
  const standing = new Map(published.map((one) => [`${one.productId} ${one.key}`, one.hash]));
  const kept = new Set(wanted.map((one) => `${one.productId} ${one.key}`));
  return {
    writes: wanted.filter((one) => standing.get(`${one.productId} ${one.key}`) !== hash(one.value)),
    deletions: published
      .filter((one) => !kept.has(`${one.productId} ${one.key}`))
      .map(({ productId, key }) => ({ productId, key })),
  };
}

function toWrites({ productId, pricing, display, companions }: ProductDocuments): DocumentWrite[] {
  return [
    ...(pricing
      ? [{ productId, key: "pricing", type: "json", value: JSON.stringify(pricing) } as const]
      : []),
    ...(companions.length > 0
      ? [
          {
            productId,
            key: "companions",
            type: "list.product_reference",
            value: JSON.stringify(companions),
          } as const,
        ]
      : []),
    ...(display
      ? [{ productId, key: "display", type: "json", value: JSON.stringify(display) } as const]
      : []),
  ];
}
