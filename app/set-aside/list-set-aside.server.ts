import { orderNames } from "../orders/order-names.server.ts";
import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { SET_ASIDE_KINDS } from "./kinds.ts";
import type { SetAsideKind } from "./kinds.ts";

/** Items that Home names; of more it tells how many there are. */
const SHOWN = 10;
const SUBJECT = /^gid:\/\/shopify\/(Order|Customer)\/(\d+)$/;

/** What was set aside, the latest first, as Home shows it. */
export async function listSetAside(context: Pick<OfferContext, "prisma" | "shop" | "client">) {
  const { prisma, shop } = context;
  const where = { shop, setAsideAt: { not: null } };
  const [count, rows] = await Promise.all([
    prisma.setAside.count({ where }),
    prisma.setAside.findMany({
      where,
      orderBy: [{ setAsideAt: "desc" }, { itemId: "asc" }],
      take: SHOWN,
    }),
  ]);
  const subjects = rows.flatMap(({ subjectId }) => subjectId ?? []);
  const names = await orderNames(
    context,
    subjects.filter((id) => SUBJECT.exec(id)?.[1] === "Order"),
  );
  return {
    count,
    items: rows.map(({ kind, itemId, subjectId, reason, failingSince }) => ({
      kind,
      itemId,
      what: SET_ASIDE_KINDS[kind as SetAsideKind],
      subject: subjectOf(subjectId, names),
      reason,
      /** ISO 8601. */
      since: failingSince.toISOString(),
    })),
  };
}

export type SetAsideData = Awaited<ReturnType<typeof listSetAside>>;

/** The order or the customer in Shopify's admin, with the name that people know an order by; null where it is not known. */
function subjectOf(subjectId: string | null, names: ReadonlyMap<string, string>) {
  const [id, type, number] = SUBJECT.exec(subjectId ?? "") ?? [];
  if (!id || !type || !number) return null;
  if (type === "Customer")
    return { name: null, link: "View customer", url: `shopify://admin/customers/${number}` };
  const known = names.get(id);
  const name = known ? `Order ${known}` : null;
  return { name, link: name ?? UNNAMED_ORDER, url: `shopify://admin/orders/${number}` };
}
