import { z } from "zod";

import type { Product } from "../../core/catalog/product.ts";
import { error } from "../../core/offers/issue.ts";
import type { OfferIssue } from "../../core/offers/issue.ts";
import {
  collectionDraftSchema,
  MAX_MIXED_PRODUCTS,
} from "../../core/offers/mix-and-match/schema.ts";
import type { Offer } from "../../core/offers/offer.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getCollection, getCollections } from "../shopify/documents/get-collection.server.ts";
import type { CollectionProducts } from "../shopify/documents/get-collection.server.ts";
import { listOffers, updateTerms } from "./offer-store.server.ts";
import { RECENT_CATALOG } from "./recent-catalog.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

const FIELD = "terms.collectionId";
/** Some products of a collection may be drafts, so more are looked at than can be mixed. */
const LOOKED_AT = 100;

export const collectionQuestionSchema = z.object({ id: z.string() });

/** A collection to mix the products of, or why it cannot be. */
export type CollectionAnswer =
  | { readonly ok: true; readonly title: string; readonly products: readonly Product[] }
  | { readonly ok: false; readonly message: string };

type Members =
  | { readonly ok: true; readonly collection: CollectionProducts }
  | { readonly ok: false; readonly message: string };

async function readMembers(client: AdminClient, id: string): Promise<Members> {
  const collection = await getCollection(client, id, LOOKED_AT);
  if (!collection)
    return { ok: false, message: "This collection no longer exists. Choose another." };
  const count = collection.productIds.length;
  if (count === 0)
    return { ok: false, message: `${collection.title} has no active products. Choose another.` };
  if (count > MAX_MIXED_PRODUCTS)
    return {
      ok: false,
      message: `${collection.title} has more than ${MAX_MIXED_PRODUCTS} active products, as many as can be mixed. Choose a smaller one.`,
    };
  return { ok: true, collection };
}

/** What the editor shows of a collection that a merchant has chosen. */
export async function describeCollection(
  context: OfferContext,
  { id }: z.infer<typeof collectionQuestionSchema>,
): Promise<CollectionAnswer> {
  const members = await readMembers(context.client, id);
  if (!members.ok) return members;
  const { title, productIds } = members.collection;
  const products = await RECENT_CATALOG.products(context, productIds);
  return { ok: true, title, products: [...products.values()] };
}

/** The title of a draft's collection; null without one, or when it is gone. */
export async function collectionTitle(client: AdminClient, draft: unknown): Promise<string | null> {
  const id = collectionOf(draft);
  return id === null ? null : ((await getCollection(client, id, 1))?.title ?? null);
}

export type FilledDraft =
  | { readonly ok: true; readonly draft: unknown }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/**
 * Puts the products of a draft's collection into it, as they are now; what the draft says they are is of no
 * account. A draft that names no collection comes back as it is.
 */
export async function fillFromCollection(
  client: AdminClient,
  draft: unknown,
): Promise<FilledDraft> {
  const id = collectionOf(draft);
  if (id === null) return { ok: true, draft };
  const members = await readMembers(client, id);
  if (!members.ok) return { ok: false, issues: [error(FIELD, members.message)] };
  const { terms, ...rest } = draft as { terms: object };
  return {
    ok: true,
    draft: { ...rest, terms: { ...terms, products: chosen(members.collection) } },
  };
}

const draftSchema = z.object({
  kind: z.literal("mix-and-match"),
  terms: z.object({ collectionId: collectionDraftSchema }),
});

function collectionOf(draft: unknown): string | null {
  const parsed = draftSchema.safeParse(draft);
  return parsed.success ? parsed.data.terms.collectionId : null;
}

const chosen = ({ productIds }: Pick<CollectionProducts, "productIds">) =>
  productIds.slice(0, MAX_MIXED_PRODUCTS).map((productId) => ({ productId, variantIds: [] }));

/**
 * A shop's offers, with the products of their collections as they are now; what differs is stored.
 * @returns what a merchant has to know of: a collection that is gone, or has become too large
 */
export async function refreshCollections({
  prisma,
  shop,
  client,
}: Pick<OfferContext, "prisma" | "shop" | "client">): Promise<{
  offers: Offer[];
  notes: string[];
}> {
  const notes: string[] = [];
  const offers: Offer[] = [];
  const stored = await listOffers(prisma, shop);
  const collections = await getCollections(
    client,
    stored.filter(isLiveOfCollection).map((offer) => offer.terms.collectionId),
    LOOKED_AT,
  );
  for (const offer of stored) {
    if (!isLiveOfCollection(offer)) {
      offers.push(offer);
      continue;
    }
    const collection = collections.get(offer.terms.collectionId);
    const products = collection ? chosen(collection) : [];
    if (products.length === 0)
      notes.push(`${offer.name}: its collection is gone, or has no active products.`);
    if ((collection?.productIds.length ?? 0) > MAX_MIXED_PRODUCTS)
      notes.push(
        `${offer.name}: its collection has more than ${MAX_MIXED_PRODUCTS} products; the first ${MAX_MIXED_PRODUCTS} count.`,
      );
    const fresh: Offer = { ...offer, terms: { ...offer.terms, products } };
    if (JSON.stringify(fresh.terms) !== JSON.stringify(offer.terms))
      await updateTerms(prisma, shop, fresh);
    offers.push(fresh);
  }
  return { offers, notes };
}

type OfferOfCollection = Extract<Offer, { kind: "mix-and-match" }> & {
  readonly terms: { readonly collectionId: string };
};

function isLiveOfCollection(offer: Offer): offer is OfferOfCollection {
  return (
    offer.status === "active" && offer.kind === "mix-and-match" && offer.terms.collectionId !== null
  );
}

/** Whether a live offer mixes the products of a collection. */
export function mixesCollection(offer: Offer, collectionId: string): boolean {
  return isLiveOfCollection(offer) && offer.terms.collectionId === collectionId;
}
