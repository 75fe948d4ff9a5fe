import type { PrismaClient } from "@prisma/client";

import { givesMoney } from "../../../core/loyalty/gives-money.ts";
import { codeOf, worthOfPoints } from "../../../core/loyalty/redeeming.ts";
import type { ProgrammeRules } from "../../../core/loyalty/programme.ts";
import { exactNumber } from "../../../core/money/exact-number.ts";
import { log } from "../../platform/log.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { findUsedCodes } from "../../shopify/documents/find-used-codes.server.ts";
import { combinesWithOf } from "../../settings/combination.server.ts";
import { birthdaysOf } from "../bonuses/birthdays.server.ts";
import { referralCodeOf } from "../referrals/take-code.server.ts";
import { balancesOf } from "../balances.server.ts";
import { timelineOf } from "../members.server.ts";
import { readExpiry } from "../expire-points.server.ts";
import { programmeVersions } from "../programme-store.server.ts";

/** Lines of the history that the page shows. */
const SHOWN_ENTRIES = 100;
/** Codes that the page shows: the latest. */
const SHOWN_CODES = 20;

export interface AccountContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly client: AdminClient;
  readonly customerId: string;
}

/** What a customer's page of points shows; null while there is no programme. */
export async function loadAccount(context: AccountContext, now: Date) {
  const { prisma, shop, customerId } = context;
  const versions = await programmeVersions(prisma, shop);
  const programme = versions.at(-1);
  const settings = await prisma.shop.findUnique({ where: { shop } });
  if (!programme || !settings) return null;
  const { rules } = programme;
  const isGiving = givesMoney(rules, settings.currencyCode);
  const entries = await prisma.ledgerEntry.findMany({
    where: { shop, customerId },
    orderBy: [{ createdAt: "asc" }, { key: "asc" }],
  });
  const balance = (await balancesOf(prisma, shop, [customerId], now)).get(customerId)!;
  return {
    ...balance,
    pointsName: rules.pointsName,
    currencyCode: rules.currencyCode,
    timeZone: settings.timeZone,
    redeeming: isGiving ? rules.redeeming : null,
    worthMinor: worthOfPoints(balance.available, rules),
    expiring: (await readExpiry(prisma, shop, customerId, versions, now)).next,
    codes: await unusedCodes(context),
    codesCombine: combinesWithOf(settings).orderDiscounts,
    isBeingMade: await isWaiting(context),
    ways: await waysOf(context, rules, isGiving),
    history: timelineOf(entries).toReversed().slice(0, SHOWN_ENTRIES),
  };
}

export type AccountData = NonNullable<Awaited<ReturnType<typeof loadAccount>>>;

/**
 * What else earns: nothing while the programme is not running.
 * @param isGiving whether friends are given something off
 */
async function waysOf(
  { prisma, shop, customerId }: AccountContext,
  rules: ProgrammeRules,
  isGiving: boolean,
) {
  const { birthdayPoints, referral } = rules.bonuses;
  if (!rules.isRunning) return { birthdayPoints: 0, birthday: null, referral: null };
  const birthday = (await birthdaysOf(prisma, shop, [customerId])).get(customerId);
  return {
    birthdayPoints,
    birthday: birthday ?? null,
    referral:
      referral && isGiving
        ? { ...referral, code: await referralCodeOf(prisma, shop, customerId) }
        : null,
  };
}

async function isWaiting({ prisma, shop, customerId }: AccountContext): Promise<boolean> {
  return (await prisma.redemption.count({ where: { shop, customerId, state: "reserved" } })) > 0;
}

/** The customer's codes that are still good, latest first; all of them while Shopify does not tell. */
async function unusedCodes({ prisma, shop, client, customerId }: AccountContext) {
  const made = await prisma.redemption.findMany({
    where: { shop, customerId, way: "code", state: "done" },
    orderBy: { createdAt: "desc" },
    take: SHOWN_CODES,
  });
  const ids = made.flatMap((one) => one.grantId ?? []);
  const used = await findUsedCodes(client, ids).catch((failure: unknown) => {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop, err: failure }, "whether codes were used is not known");
    return new Set<string>();
  });
  return made
    .filter((one) => !used.has(one.grantId ?? ""))
    .map(({ id, amountMinor }) => ({ code: codeOf(id), amountMinor: exactNumber(amountMinor) }));
}
