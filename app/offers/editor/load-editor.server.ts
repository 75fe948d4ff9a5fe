import type { Product } from "../../../core/catalog/product.ts";
import { emptyDraft, toDraft } from "../../../core/offers/draft.ts";
import type { OfferDraft } from "../../../core/offers/draft.ts";
import { OFFER_KINDS } from "../../../core/offers/kind-traits.ts";
import type { Offer, OfferKind } from "../../../core/offers/offer.ts";
import { getPresentmentCurrencies } from "../../shopify/documents/get-shop.server.ts";
import { ifAnswered } from "../../shopify/if-answered.server.ts";
import { productsOfDraft } from "../catalog.server.ts";
import { currentProgramme } from "../../loyalty/programme-store.server.ts";
import { findPublishingState } from "../../publishing/publishing-state.server.ts";
import { findCombination } from "../../settings/combination.server.ts";
import { collectionTitle } from "../mixed-collection.server.ts";
import { findOffer } from "../offer-store.server.ts";
import { RECENT_CATALOG } from "../recent-catalog.server.ts";
import { reviewContent } from "../save-offer.server.ts";
import type { OfferContext } from "../save-offer.server.ts";

/** What the editor shows for an offer, or for a new one of a kind; null when there is no such offer. */
export async function loadEditor(context: OfferContext, id: string, kind: string | null) {
  const { prisma, shop, currencyCode, timeZone } = context;
  const offer = id === "new" ? null : await findOffer(prisma, shop, id);
  if (id !== "new" && !offer) return null;
  const isKind = OFFER_KINDS.includes(kind as OfferKind);
  const draft = offer
    ? toDraft(offer, currencyCode)
    : isKind
      ? emptyDraft(kind as OfferKind)
      : null;
  const told = await ifAnswered(toldOf(context, offer, draft));
  return {
    id: offer?.id ?? null,
    version: offer?.version ?? 0,
    status: offer?.status ?? null,
    draft,
    ...(told ?? NOTHING_TOLD),
    isShopifyAway: told === null,
    currencyCode,
    timeZone,
    tiers: await tiersFor(context, draft),
    combinesWith: await findCombination(prisma, shop),
    publishing: await findPublishingState(prisma, shop),
  };
}

/** What is known only with Shopify's help. */
async function toldOf(context: OfferContext, offer: Offer | null, draft: OfferDraft | null) {
  const { client, currencyCode } = context;
  const products = draft ? await productsOfDraft(context, draft) : new Map<string, Product>();
  const currencies = await getPresentmentCurrencies(client);
  return {
    products: [...products.values()],
    /** What stands at its fields until the next save. */
    issues: offer ? await reviewContent(context, offer.id, offer, RECENT_CATALOG) : [],
    collectionTitle: await collectionTitle(client, draft),
    presentmentCurrencies: currencies.filter((code) => code !== currencyCode),
  };
}

const NOTHING_TOLD: Awaited<ReturnType<typeof toldOf>> = {
  products: [],
  issues: [],
  collectionTitle: null,
  presentmentCurrencies: [],
};

/** The programme's tiers, and those that the draft asks for although they are gone. */
async function tiersFor({ prisma, shop }: OfferContext, draft: OfferDraft | null) {
  const programme = await currentProgramme(prisma, shop);
  const known = programme?.rules.tiers.levels.map(({ id, name }) => ({ id, name })) ?? [];
  const asked = (draft?.audience.conditions ?? []).flatMap((one) =>
    one.kind === "tiers" ? one.value.split(", ") : [],
  );
  const gone = asked.filter((id) => !known.some((one) => one.id === id));
  return [...known, ...gone.map((id) => ({ id, name: `${id} (no such tier any more)` }))];
}

export type EditorData = NonNullable<Awaited<ReturnType<typeof loadEditor>>>;
