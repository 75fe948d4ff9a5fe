import { randomUUID } from "node:crypto";

import type { Offer as OfferRow, Prisma, PrismaClient } from "@prisma/client";

import { EVERYONE } from "../../core/audience/audience.ts";
import type { AfterPurchaseSurface } from "../../core/offers/after-purchase.ts";
import type { ComplementsTerms } from "../../core/offers/complements/terms.ts";
import type { AnyOfferContent, Offer, OfferStatus } from "../../core/offers/offer.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";

/** Someone else saved the offer since the edit began. Nothing was overwritten. */
export class OfferConflict extends Error {
  readonly currentVersion: number;

  constructor(currentVersion: number) {
    super("This offer was changed by someone else since you opened it.");
    this.currentVersion = currentVersion;
  }
}

function toOffer(row: OfferRow): Offer {
  // Offers that were stored before there were audiences are for everyone.
  const stored = { audience: EVERYONE, ...(row.content as Prisma.JsonObject) };
  const content = withTerms(stored as unknown as AnyOfferContent);
  return { ...content, id: row.id, status: row.status as OfferStatus, version: row.version };
}

/** Terms that were stored before a field of them existed say what held then. */
function withTerms(content: AnyOfferContent): AnyOfferContent {
  if (content.kind === "mix-and-match")
    return {
      ...content,
      terms: { ...content.terms, collectionId: content.terms.collectionId ?? null },
    };
  if (content.kind === "cross-sell" || content.kind === "add-on") {
    const { oneClickBasisPoints = 0 } = content.terms as Partial<ComplementsTerms>;
    // Both kinds have the same terms, which the compiler does not see together.
    return { ...content, terms: { ...content.terms, oneClickBasisPoints } } as AnyOfferContent;
  }
  if (content.kind !== "fixed-bundle") return content;
  return { ...content, terms: { ...content.terms, oneLineAs: content.terms.oneLineAs ?? null } };
}

const toJson = (content: AnyOfferContent) => content as unknown as Prisma.InputJsonObject;

export async function listOffers(prisma: PrismaClient, shop: string): Promise<Offer[]> {
  const rows = await prisma.offer.findMany({ where: { shop }, orderBy: { createdAt: "asc" } });
  return rows.map(toOffer);
}

/** Cross-sells that are switched on and shown on a surface, whatever their schedule says: no other kind is shown after a purchase. */
export async function liveCrossSells(
  prisma: Prisma.TransactionClient,
  shop: string,
  surface: AfterPurchaseSurface,
): Promise<Offer[]> {
  const rows = await prisma.offer.findMany({
    where: { shop, kind: "cross-sell", status: "active" },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(toOffer).filter((offer) => offer.surfaces.includes(surface));
}

export async function findOffer(
  prisma: PrismaClient,
  shop: string,
  id: string,
): Promise<Offer | null> {
  const row = await prisma.offer.findUnique({ where: { shop_id: { shop, id } } });
  return row && toOffer(row);
}

/** Stores a new offer; a live one asks for publishing. */
export async function createOffer(
  prisma: PrismaClient,
  shop: string,
  content: AnyOfferContent,
  status: OfferStatus,
): Promise<Offer> {
  return prisma.$transaction(async (transaction) => {
    const row = await transaction.offer.create({
      data: {
        shop,
        id: randomUUID(),
        kind: content.kind,
        status,
        version: 1,
        name: content.name,
        priority: content.priority,
        content: toJson(content),
      },
    });
    if (status === "active") await notePublishRequest(transaction, shop);
    return toOffer(row);
  });
}

/**
 * Stores what an offer's terms have come to by themselves, unless someone has edited it meanwhile. It is no
 * edit: who has the editor open can save.
 */
export async function updateTerms(
  prisma: PrismaClient,
  shop: string,
  { id, status: _status, version, ...content }: Offer,
): Promise<void> {
  await prisma.offer.updateMany({
    where: { shop, id, version },
    data: { content: toJson(content as AnyOfferContent) },
  });
}

/**
 * Stores an edit that began from `version`.
 * @throws {OfferConflict} when the offer has moved on since
 */
export async function updateOffer(
  prisma: PrismaClient,
  shop: string,
  id: string,
  version: number,
  change: { content?: AnyOfferContent; status?: OfferStatus },
): Promise<Offer> {
  return prisma.$transaction(async (transaction) => {
    const before = await transaction.offer.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
    const { count } = await transaction.offer.updateMany({
      where: { shop, id, version },
      data: {
        version: { increment: 1 },
        ...(change.content && {
          name: change.content.name,
          priority: change.content.priority,
          content: toJson(change.content),
        }),
        ...(change.status && { status: change.status }),
      },
    });
    if (count === 0) throw new OfferConflict(before.version);
    const after = await transaction.offer.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
    if (before.status === "active" || after.status === "active")
      await notePublishRequest(transaction, shop);
    return toOffer(after);
  });
}
