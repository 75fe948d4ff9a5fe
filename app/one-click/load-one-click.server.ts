import type { Prisma } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import type { OneClickOffer, OneClickState } from "../../core/one-click/offer.ts";
import type { NotShownReason } from "../../core/one-click/why-not-shown.ts";
import { liveCrossSells } from "../offers/offer-store.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { orderNames } from "../orders/order-names.server.ts";
import { pageAsked } from "../ui/page-asked.ts";
import { ORDER_FILTERS } from "./order-filters.ts";
import type { OrderFilter } from "./order-filters.ts";

const ON_PAGE = 20;
const REPORT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

const STATES: Readonly<Record<OrderFilter, OneClickState[] | null>> = {
  all: null,
  "not-shown": ["moved", "unasked"],
  unpaid: ["left-unpaid", "taken-off"],
};

export interface OneClickRow {
  readonly orderNumber: number;
  /** As people know it (#1001); null where it is not known just now. */
  readonly orderName: string | null;
  /** ISO 8601: when it was asked for, or the order came. */
  readonly at: string;
  /** Null where Shopify did not ask, so that nothing was chosen. */
  readonly product: string | null;
  readonly offer: { readonly id: string; readonly name: string } | null;
  readonly state: OneClickState;
  readonly reason: NotShownReason | null;
}

/** What the page of one-click offers shows: whether they are made, what became of them, and of each order why. */
export async function loadOneClick(context: OfferContext, url: URL, now: Date) {
  const { prisma, shop, timeZone } = context;
  const page = pageAsked(url);
  const asked = url.searchParams.get("show");
  const filter = ORDER_FILTERS.find((one) => one === asked) ?? "all";
  const states = STATES[filter];
  const where: Prisma.OneClickWhereInput = {
    shop,
    orderId: { not: null },
    ...(states && { state: { in: states } }),
  };
  const found = await prisma.oneClick.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { referenceId: "asc" }],
    skip: (page - 1) * ON_PAGE,
    take: ON_PAGE + 1,
  });
  const rows = found.slice(0, ON_PAGE);
  const offers = await prisma.offer.findMany({
    where: { shop, id: { in: rows.flatMap((row) => row.offerId ?? []) } },
    select: { id: true, name: true },
  });
  const names = await orderNames(
    context,
    rows.map((row) => row.orderId!),
  );
  const since = new Date(now.getTime() - REPORT_DAYS * DAY_MILLISECONDS);
  const tests = await prisma.orderFact.findMany({
    where: { shop, standing: "test", createdAt: { gt: since } },
    select: { orderId: true },
  });
  const recent = await prisma.oneClick.groupBy({
    by: ["state", "reason"],
    where: {
      shop,
      orderId: { not: null, notIn: tests.map((test) => test.orderId) },
      createdAt: { gt: since },
    },
    _count: true,
  });
  const { hasOneClick } = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  return {
    isOn: hasOneClick,
    hasOffer: (await liveCrossSells(prisma, shop, "post-purchase")).length > 0,
    unpaid: await prisma.oneClick.count({ where: { shop, state: "left-unpaid" } }),
    counts: recent.map((one) => ({
      state: one.state as OneClickState,
      reason: one.reason as NotShownReason | null,
      orders: one._count,
    })),
    days: REPORT_DAYS,
    rows: rows.map((row): OneClickRow => ({
      orderNumber: numericId(row.orderId!),
      orderName: names.get(row.orderId!) ?? null,
      at: row.createdAt.toISOString(),
      product: (row.content as unknown as OneClickOffer | null)?.product.title ?? null,
      offer: offers.find((one) => one.id === row.offerId) ?? null,
      state: row.state as OneClickState,
      reason: row.reason as NotShownReason | null,
    })),
    hasNext: found.length > ON_PAGE,
    page,
    filter,
    timeZone,
  };
}

export type OneClickData = Awaited<ReturnType<typeof loadOneClick>>;
