import type { PrismaClient } from "@prisma/client";

import { SET_ASIDE_KINDS } from "./kinds.ts";
import type { SetAsideKind } from "./kinds.ts";

/** Items that Home names; of more it tells how many there are. */
const SHOWN = 10;
const SUBJECT = /^gid:\/\/shopify\/(Order|Customer)\/(\d+)$/;

/** What was set aside, the latest first, as Home shows it. */
export async function listSetAside(prisma: PrismaClient, shop: string) {
  const where = { shop, setAsideAt: { not: null } };
  const [count, rows] = await Promise.all([
    prisma.setAside.count({ where }),
    prisma.setAside.findMany({
      where,
      orderBy: [{ setAsideAt: "desc" }, { itemId: "asc" }],
      take: SHOWN,
    }),
  ]);
  return {
    count,
    items: rows.map(({ kind, itemId, subjectId, reason, failingSince }) => ({
      kind,
      itemId,
      what: SET_ASIDE_KINDS[kind as SetAsideKind],
      subject: subjectOf(subjectId),
      reason,
      /** ISO 8601. */
      since: failingSince.toISOString(),
    })),
  };
}

export type SetAsideData = Awaited<ReturnType<typeof listSetAside>>;

/** The order or the customer in Shopify's admin. */
function subjectOf(subjectId: string | null) {
  const [, type, number] = SUBJECT.exec(subjectId ?? "") ?? [];
  if (!type || !number) return null;
  const page = type === "Order" ? "orders" : "customers";
  return { name: `${type} ${number}`, url: `shopify://admin/${page}/${number}` };
}
