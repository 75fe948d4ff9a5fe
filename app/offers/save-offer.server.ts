import type { PrismaClient } from "@prisma/client";

import { productsOfAudience } from "../../core/audience/audience.ts";
import { productsOf } from "../../core/offers/kinds.ts";
import { isInForce } from "../../core/offers/offer.ts";
import type { AnyOfferContent, Offer, OfferStatus } from "../../core/offers/offer.ts";
import type { OfferIssue } from "../../core/offers/issue.ts";
import { error } from "../../core/offers/issue.ts";
import { reviewOffer } from "../../core/offers/review.ts";
import { reviewHeadroom } from "../../core/offers/review-headroom.ts";
import { reviewSupply } from "../../core/offers/review-supply.ts";
import { parseOfferContent } from "../../core/offers/schema.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { readIncompatible } from "../pairings/incompatible-pairs.server.ts";
import { fillFromCollection } from "./mixed-collection.server.ts";
import { pricing } from "./pricing.server.ts";
import { CATALOG_NOW } from "./recent-catalog.server.ts";
import type { Catalog } from "./recent-catalog.server.ts";
import {
  createOffer,
  findOffer,
  listOffers,
  OfferConflict,
  updateOffer,
} from "./offer-store.server.ts";

export interface OfferContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  readonly currencyCode: string;
  readonly timeZone: string;
}

export interface SaveRequest {
  /** None for a new offer. */
  readonly id: string | null;
  readonly version: number;
  /** What the editor holds, as sent. */
  readonly draft: unknown;
  readonly status: OfferStatus;
}

export type SaveOutcome =
  | { readonly ok: true; readonly offer: Offer; readonly issues: readonly OfferIssue[] }
  | { readonly ok: false; readonly issues: readonly OfferIssue[]; readonly isConflict: boolean };

/** Parses, reviews and stores an offer: whole, or not at all, with every issue at its field. */
export async function saveOffer(context: OfferContext, request: SaveRequest): Promise<SaveOutcome> {
  const filled = await fillFromCollection(context.client, request.draft);
  if (!filled.ok) return { ok: false, issues: filled.issues, isConflict: false };
  const parsed = parseOfferContent(filled.draft, context.currencyCode);
  if (!parsed.ok) return { ok: false, issues: parsed.issues, isConflict: false };
  const issues = await reviewContent(context, request.id, parsed.content, CATALOG_NOW);
  if (issues.some((issue) => issue.severity === "error"))
    return { ok: false, issues, isConflict: false };
  try {
    const offer = request.id
      ? await updateOffer(context.prisma, context.shop, request.id, request.version, {
          content: parsed.content,
          status: request.status,
        })
      : await createOffer(context.prisma, context.shop, parsed.content, request.status);
    return { ok: true, offer, issues };
  } catch (failure) {
    if (failure instanceof OfferConflict)
      return { ok: false, issues: [error("", failure.message)], isConflict: true };
    throw failure;
  }
}

/** Changes an offer's status. Going live is refused while something is wrong with it. */
export async function changeStatus(
  context: OfferContext,
  id: string,
  version: number | null,
  status: OfferStatus,
): Promise<SaveOutcome> {
  const offer = await findOffer(context.prisma, context.shop, id);
  if (!offer) return noSuchOffer();
  const issues = status === "active" ? await reviewContent(context, id, offer, CATALOG_NOW) : [];
  if (issues.some((issue) => issue.severity === "error"))
    return { ok: false, issues, isConflict: false };
  try {
    return {
      ok: true,
      offer: await updateOffer(context.prisma, context.shop, id, version ?? offer.version, {
        status,
      }),
      issues,
    };
  } catch (failure) {
    if (failure instanceof OfferConflict)
      return { ok: false, issues: [error("", failure.message)], isConflict: true };
    throw failure;
  }
}

/** A copy as a draft, with a name and a title of its own, since a title names one offer. */
export async function duplicateOffer(
  { prisma, shop }: OfferContext,
  id: string,
): Promise<SaveOutcome> {
  const offer = await findOffer(prisma, shop, id);
  if (!offer) return noSuchOffer();
  const { id: _id, status: _status, version: _version, ...content } = offer;
  const taken = new Set((await listOffers(prisma, shop)).map((one) => one.name));
  let name = `${offer.name} (copy)`;
  for (let count = 2; taken.has(name); count++) name = `${offer.name} (copy ${count})`;
  const copy = await createOffer(prisma, shop, { ...content, name } as AnyOfferContent, "draft");
  return { ok: true, offer: copy, issues: [] };
}

function noSuchOffer(): SaveOutcome {
  return { ok: false, issues: [error("", "This offer no longer exists.")], isConflict: false };
}

/**
 * What is to be said of an offer beside the catalogue and the shop's other live offers.
 * @param catalog where products are read: as they are now, or as they were some seconds ago
 */
export async function reviewContent(
  context: OfferContext,
  id: string | null,
  content: AnyOfferContent,
  catalog: Catalog,
): Promise<OfferIssue[]> {
  const products = await catalog.products(
    context,
    [...productsOf(content), ...productsOfAudience(content.audience)].map((one) => one.productId),
  );
  const others = (await listOffers(context.prisma, context.shop)).filter(
    (one) => one.id !== id && one.status === "active",
  );
  const offer: Offer = {
    ...content,
    id: id ?? "00000000-0000-4000-8000-000000000000",
    status: "active",
    version: 0,
  };
  const { currencyCode, timeZone } = context;
  const variants = [...products.values()].flatMap((product) => product.variants);
  const supply = await catalog.supply(
    context,
    variants.map((variant) => variant.id),
  );
  const settings = { currencyCode, timeZone };
  const engine = await pricing;
  return [
    ...reviewOffer(offer, {
      products,
      otherOffers: others,
      incompatible: await readIncompatible(context.prisma, context.shop),
      ...settings,
    }),
    ...reviewSupply(offer, { products, supply, pricing: engine, ...settings }),
    ...reviewHeadroom(offer, others, settings, engine),
  ];
}

/** The offers of a shop that are in force. */
export async function offersInForce({ prisma, shop }: OfferContext, now: Date): Promise<Offer[]> {
  return (await listOffers(prisma, shop)).filter((offer) => isInForce(offer, now.toISOString()));
}
