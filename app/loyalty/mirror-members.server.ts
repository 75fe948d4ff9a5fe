import type { MemberMirror, PrismaClient } from "@prisma/client";

import { memberDocument } from "../../core/loyalty/member-document.ts";
import type { MemberDocument } from "../../core/loyalty/member-document.ts";
import { nextTierChange, tierAt } from "../../core/loyalty/tiers.ts";
import { log } from "../platform/log.server.ts";
import { sha256 } from "../platform/sha256.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import {
  METAFIELDS_PER_CALL,
  setAllowedMetafields,
} from "../shopify/documents/set-metafields.server.ts";
import { balancesOf, countedOrders } from "./balances.server.ts";
import { currentProgramme } from "./programme-store.server.ts";
import type { Programme } from "./programme-store.server.ts";

/** Members whose metafield is behind the ledger, or whom time may have changed. */
export function membersDue(prisma: PrismaClient, now: Date) {
  return {
    OR: [{ mirrored: { lt: prisma.memberMirror.fields.requested } }, { dueAt: { lte: now } }],
  };
}

/**
 * Writes what customers' own pages read of them, a batch after the other, and only where it differs. Each batch is
 * recorded when it is done, so a run that dies is taken up where it was. A customer whom Shopify no longer knows
 * is left alone.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function mirrorMembers(
  prisma: PrismaClient,
  shop: string,
  client: AdminClient,
  now: () => Date,
): Promise<void> {
  const programme = await currentProgramme(prisma, shop);
  const settings = await prisma.shop.findUnique({ where: { shop } });
  if (!programme || !settings?.isInstalled) return;
  for (;;) {
    const at = now();
    const rows = await prisma.memberMirror.findMany({
      where: { shop, ...membersDue(prisma, at) },
      orderBy: { customerId: "asc" },
      take: METAFIELDS_PER_CALL,
    });
    if (rows.length === 0) return;
    const states = await statesOf(prisma, rows, programme, settings.timeZone, at);
    const changed = states.filter(({ row, value }) => row.hash !== sha256(value));
    const { refusals } = await setAllowedMetafields(
      client,
      changed.map(({ row, value }) => ({
        ownerId: row.customerId,
        key: "loyalty",
        type: "json",
        value,
      })),
    );
    if (refusals.length > 0) log.warn({ shop, refusals }, "some members were not mirrored");
    await prisma.$transaction(
      states.map(({ row, value, dueAt }) =>
        prisma.memberMirror.update({
          where: { shop_customerId: { shop, customerId: row.customerId } },
          // What changed while this ran keeps a request that is ahead.
          data: { mirrored: row.requested, hash: sha256(value), dueAt },
        }),
      ),
    );
  }
}

interface MemberState {
  readonly row: MemberMirror;
  readonly value: string;
  readonly dueAt: Date | null;
}

async function statesOf(
  prisma: PrismaClient,
  rows: readonly MemberMirror[],
  { rules }: Programme,
  timeZone: string,
  now: Date,
): Promise<MemberState[]> {
  const shop = rows[0]!.shop;
  const ids = rows.map((row) => row.customerId);
  const balances = await balancesOf(prisma, shop, ids, now);
  const orders = await countedOrders(prisma, shop, ids);
  const pending = await prisma.ledgerEntry.groupBy({
    by: ["customerId"],
    where: { shop, customerId: { in: ids }, availableAt: { gt: now } },
    _min: { availableAt: true },
  });
  return rows.map((row) => {
    const own = orders.get(row.customerId) ?? [];
    const at = now.toISOString();
    const document: MemberDocument = memberDocument(
      balances.get(row.customerId)!,
      tierAt(rules.tiers, own, at, timeZone),
      rules,
    );
    const tierChange = nextTierChange(rules.tiers, own, at, timeZone);
    const usable = pending.find((one) => one.customerId === row.customerId)?._min.availableAt;
    const ahead = [
      ...(tierChange ? [Date.parse(tierChange)] : []),
      ...(usable ? [usable.getTime()] : []),
    ];
    return {
      row,
      value: JSON.stringify(document),
      dueAt: ahead.length > 0 ? new Date(Math.min(...ahead)) : null,
    };
  });
}
