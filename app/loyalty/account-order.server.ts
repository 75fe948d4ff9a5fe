import type { LedgerEntry, Prisma } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { numericId } from "../../core/catalog/global-id.ts";
import { spreadChargebacks } from "../../core/attribution/chargebacks.ts";
import type { TakenBack } from "../../core/attribution/chargebacks.ts";
import { earningOf, pointsFor } from "../../core/loyalty/earning.ts";
import { orderEntries } from "../../core/loyalty/order-entries.ts";
import type { EntryKind, OrderFactor } from "../../core/loyalty/order-entries.ts";
import { programmeFor } from "../../core/loyalty/programme-for.ts";
import { isBefore, pointsFactorOf } from "../../core/loyalty/order-factor.ts";
import type { ProgrammeVersion } from "../../core/loyalty/programme.ts";
import { exactNumber } from "../../core/money/exact-number.ts";
import { refundsOfOrders } from "../orders/refunds-of-orders.server.ts";
import { lock } from "../platform/lock.server.ts";
import { placedOrders } from "./balances.server.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";
import { programmeVersions, versionOf } from "./programme-store.server.ts";

const DAY_MILLISECONDS = 86_400_000;

/** What is known of an order, and what the ledger has of it. */
export interface AccountedOrder {
  readonly order: AttributableOrder & { readonly customerId: string };
  readonly takenBack: readonly TakenBack[];
  readonly programme: ProgrammeVersion;
  /** The shop's. */
  readonly timeZone: string;
  readonly recorded: readonly { key: string; kind: EntryKind; points: number }[];
}

/**
 * Reads an order for the ledger. It is worked out by the programme of its time, also when that has changed.
 * @returns null where it earns nothing: a guest's, or one of a time without a running programme
 */
export async function readAccounted(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<AccountedOrder | null> {
  return (await readAccountedOrders(transaction, shop, [orderId])).get(orderId) ?? null;
}

/** The same of many orders, by their ids; those that earn nothing are left out. */
export async function readAccountedOrders(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderIds: readonly string[],
): Promise<Map<string, AccountedOrder>> {
  const where = { shop, orderId: { in: [...orderIds] } };
  const facts = await transaction.orderFact.findMany({
    where: { ...where, customerId: { not: null } },
  });
  if (facts.length === 0) return new Map();
  const rowsOf = new Map<string | null, LedgerEntry[]>();
  for (const row of await transaction.ledgerEntry.findMany({ where }))
    rowsOf.set(row.orderId, [...(rowsOf.get(row.orderId) ?? []), row]);
  const { timeZone } = await transaction.shop.findUniqueOrThrow({ where: { shop } });
  const versions = await programmeVersions(transaction, shop);
  const refunds = await refundsOfOrders(transaction, shop, orderIds);
  const accounted = new Map<string, AccountedOrder>();
  for (const fact of facts) {
    const order = fact.facts as unknown as AttributableOrder;
    const rows = rowsOf.get(fact.orderId) ?? [];
    const programme = rows[0]
      ? versionOf(versions, rows[0].programmeVersion)
      : programmeFor(versions, order.createdAt, timeZone);
    if (!order.customerId || !programme?.rules.isRunning) continue;
    accounted.set(fact.orderId, {
      order: { ...order, customerId: order.customerId },
      takenBack: refunds.get(fact.orderId) ?? [],
      programme,
      timeZone,
      recorded: rows.map(({ key, kind, points }) => ({
        key,
        kind: kind as EntryKind,
        points: exactNumber(points),
      })),
    });
  }
  return accounted;
}

/**
 * What an order is worth by its facts.
 * @param pointsFactor how many times its points count, in hundredths
 */
export function worthOf(
  { order, takenBack, programme: { rules }, timeZone }: AccountedOrder,
  pointsFactor: number,
) {
  const lines = spreadChargebacks(order, takenBack);
  const earning = earningOf(order, lines, rules, timeZone);
  const { netMinor } = earning;
  return { netMinor, points: pointsFor(earning, rules, pointsFactor), pointsFactor };
}

/**
 * Enters into the ledger what the facts of an order call for, in the transaction that stored them, and what follows of
 * it for later orders of the same customer, whose points may count more often, or less. The caller holds the
 * order's lock; the customer's is taken here.
 */
export async function accountOrder(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<void> {
  const accounted = await readAccounted(transaction, shop, orderId);
  if (!accounted) return;
  const { customerId } = accounted.order;
  const { timeZone } = accounted;
  for (const id of await customersOf(transaction, shop, orderId)) await lock(transaction, shop, id);
  const placed = await placedOrders(transaction, shop, [customerId]);
  const orders = new Map(placed.get(customerId)?.map((one) => [one.orderId, one]));
  const enter = async (read: AccountedOrder) => {
    const place = { orderId: read.order.orderId, orderedAt: read.order.createdAt };
    const factor = pointsFactorOf(place, [...orders.values()], read.programme.rules, timeZone);
    const before = orders.get(place.orderId);
    const worth = await enterOrder(transaction, shop, read, {
      now: factor,
      before: before?.pointsFactor ?? factor,
    });
    orders.set(place.orderId, { ...place, ...worth });
    return before?.netMinor !== worth.netMinor || before.points !== worth.points;
  };
  const isChanged = await enter(accounted);
  await moveToCustomer(transaction, shop, accounted);
  if (isChanged) {
    const own = orders.get(orderId)!;
    const later = [...orders.values()].filter((one) => isBefore(own, one));
    for (const one of later.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))) {
      const read = await readAccounted(transaction, shop, one.orderId);
      if (!read) continue;
      const factor = pointsFactorOf(one, [...orders.values()], read.programme.rules, timeZone);
      if (factor !== one.pointsFactor) await enter(read);
    }
  }
  await noteMirrorRequest(transaction, shop, customerId);
}

/** The customers whose ledger an order concerns, sorted: whom it names now, and who has entries of it. */
export async function customersOf(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<string[]> {
  const fact = await transaction.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { customerId: true },
  });
  const entries = await transaction.ledgerEntry.groupBy({
    by: ["customerId"],
    where: { shop, orderId },
  });
  const ids = [
    ...(fact?.customerId ? [fact.customerId] : []),
    ...entries.map((one) => one.customerId),
  ];
  return [...new Set(ids)].toSorted();
}

/** Takes an order's points from whom it named before to whom it names now; the order's own sum stays what it is. */
async function moveToCustomer(
  transaction: Prisma.TransactionClient,
  shop: string,
  { order: { orderId, customerId }, programme }: AccountedOrder,
): Promise<void> {
  const sums = await transaction.ledgerEntry.groupBy({
    by: ["customerId"],
    where: { shop, orderId, customerId: { not: customerId } },
    _sum: { points: true },
  });
  const moves = await transaction.ledgerEntry.count({ where: { shop, orderId, kind: "moved" } });
  for (const [index, { customerId: before, _sum }] of sums.entries()) {
    const points = exactNumber(_sum.points ?? 0n);
    if (points === 0) continue;
    const { availableAt } = await transaction.ledgerEntry.findFirstOrThrow({
      where: { shop, orderId },
    });
    const common = {
      shop,
      orderId,
      kind: "moved",
      availableAt,
      programmeVersion: programme.version,
    };
    const key = `order/${numericId(orderId)}/moved/${moves + index}`;
    await transaction.ledgerEntry.createMany({
      data: [
        { ...common, key: `${key}/out`, customerId: before, points: -points },
        { ...common, key: `${key}/in`, customerId, points },
      ],
    });
    await noteMirrorRequest(transaction, shop, before);
  }
}

/** The rows that an order calls for beside those that the ledger has of it. */
export function entriesOf(shop: string, accounted: AccountedOrder, factor: OrderFactor) {
  const { order, takenBack, programme, timeZone, recorded } = accounted;
  const availableAt = new Date(
    Date.parse(order.createdAt) + programme.rules.earning.returnDays * DAY_MILLISECONDS,
  );
  const { rules } = programme;
  return orderEntries(order, takenBack, rules, timeZone, recorded, factor).map((entry) => ({
    shop,
    ...entry,
    customerId: order.customerId,
    orderId: order.orderId,
    availableAt,
    programmeVersion: programme.version,
  }));
}

/** Enters one order by a factor. @returns what it is worth */
async function enterOrder(
  transaction: Prisma.TransactionClient,
  shop: string,
  accounted: AccountedOrder,
  factor: OrderFactor,
) {
  const { order } = accounted;
  const { orderId, customerId } = order;
  await transaction.ledgerEntry.createMany({ data: entriesOf(shop, accounted, factor) });
  const worth = worthOf(accounted, factor.now);
  const row = { customerId, orderedAt: new Date(order.createdAt), ...worth };
  await transaction.loyaltyOrder.upsert({
    where: { shop_orderId: { shop, orderId } },
    create: { shop, orderId, ...row },
    update: row,
  });
  return worth;
}
