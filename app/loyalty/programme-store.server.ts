import type { LoyaltyProgramme, Prisma, PrismaClient } from "@prisma/client";

import { error } from "../../core/offers/issue.ts";
import type { OfferIssue } from "../../core/offers/issue.ts";
import type { ProgrammeRules, ProgrammeVersion } from "../../core/loyalty/programme.ts";
import { parseProgramme } from "../../core/loyalty/programme-schema.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import { noteMirrorOfAll } from "./request-mirror.server.ts";

type Reader = Prisma.TransactionClient;

const toVersion = ({ version, startsAt, rules }: LoyaltyProgramme): ProgrammeVersion => ({
  version,
  startsAt: startsAt.toISOString(),
  rules: rules as unknown as ProgrammeRules,
});

/** The programme as it is now; null before the first was saved. */
export async function currentProgramme(
  prisma: Reader,
  shop: string,
): Promise<ProgrammeVersion | null> {
  const row = await prisma.loyaltyProgramme.findFirst({
    where: { shop },
    orderBy: { version: "desc" },
  });
  return row && toVersion(row);
}

/** All versions, oldest first. */
export async function programmeVersions(prisma: Reader, shop: string): Promise<ProgrammeVersion[]> {
  const rows = await prisma.loyaltyProgramme.findMany({
    where: { shop },
    orderBy: { version: "asc" },
  });
  return rows.map(toVersion);
}

/** A certain one of all versions. @throws when there is none: versions are never taken away while entries name them */
export function versionOf(
  versions: readonly ProgrammeVersion[],
  version: number,
): ProgrammeVersion {
  const found = versions.find((one) => one.version === version);
  if (!found) throw new Error(`The programme has no version ${version}.`);
  return found;
}

export interface ProgrammeSave {
  readonly shop: string;
  readonly currencyCode: string;
  /** As sent by the form. */
  readonly draft: unknown;
  /** The version that the edit began from; 0 for none. */
  readonly version: number;
  /** Shopify's id of the member of staff. */
  readonly author: string;
  readonly now: Date;
}

export type ProgrammeOutcome =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/**
 * Stores a programme as a new version, from now on; what was earned before stays as it was. An edit that
 * began from an older version than the newest is refused.
 */
export async function saveProgramme(
  prisma: PrismaClient,
  save: ProgrammeSave,
): Promise<ProgrammeOutcome> {
  const parsed = parseProgramme(save.draft, save.currencyCode);
  if (!parsed.ok) return parsed;
  const version = save.version + 1;
  const isStored = await prisma.$transaction(async (transaction) => {
    // Two edits of one version meet at the key.
    const { count } = await transaction.loyaltyProgramme.createMany({
      data: {
        shop: save.shop,
        version,
        startsAt: save.now,
        rules: parsed.rules as unknown as Prisma.InputJsonObject,
        author: save.author,
      },
      skipDuplicates: true,
    });
    if (count === 0) return false;
    await notePublishRequest(transaction, save.shop);
    await noteMirrorOfAll(transaction, save.shop);
    return true;
  });
  if (isStored) return { ok: true, version };
  const message = "Someone else changed the programme meanwhile. Load the page again.";
  return { ok: false, issues: [error("", message)] };
}
