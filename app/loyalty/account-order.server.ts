import type { LedgerEntry, Prisma } from "@prisma/client";

import type { AttributableOrder } from "../../core/attribution/attribute-order.ts";
import { spreadTakenBack } from "../../core/attribution/chargebacks.ts";
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
import type { EnteredOrder } from "./balances.server.ts";
import { moveToCustomer, takeFromCustomers } from "./move-order-points.server.ts";
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
  const lines = spreadTakenBack(order, takenBack);
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
  for (const id of await customersOf(transaction, shop, orderId)) await lock(transaction, shop, id);
  const accounted = await readAccounted(transaction, shop, orderId);
  if (!accounted) return takeFromEveryone(transaction, shop, orderId);
  const { order, programme, timeZone } = accounted;
  const { customerId } = order;
  const placed = await placedOrders(transaction, shop, [customerId]);
  const orders = new Map(placed.get(customerId)?.map((one) => [one.orderId, one]));
  const place = { orderId, orderedAt: order.createdAt };
  const now = pointsFactorOf(place, [...orders.values()], programme.rules, timeZone);
  const before = orders.get(orderId);
  const factor = { now, before: before?.pointsFactor ?? now };
  const worth = await enterOrder(transaction, shop, accounted, factor);
  orders.set(orderId, { ...place, ...worth });
  const movedFrom = await moveToCustomer(transaction, shop, accounted);
  if (before?.netMinor !== worth.netMinor || before.points !== worth.points)
    await recountLater(transaction, shop, place, orders);
  for (const id of movedFrom) await recountAllLater(transaction, shop, id, place);
  await noteMirrorRequest(transaction, shop, customerId);
}

/** An order that names no customer any more is worth nothing to those whom it named, nor to their later orders. */
async function takeFromEveryone(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<void> {
  const fact = await transaction.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { customerId: true, createdAt: true },
  });
  if (!fact || fact.customerId !== null) return;
  const before = await takeFromCustomers(transaction, shop, orderId);
  await transaction.loyaltyOrder.deleteMany({ where: { shop, orderId } });
  const place = { orderId, orderedAt: fact.createdAt.toISOString() };
  for (const id of before) await recountAllLater(transaction, shop, id, place);
}

/** Enters again what later orders of a customer are worth, since one before them is another's now. */
async function recountAllLater(
  transaction: Prisma.TransactionClient,
  shop: string,
  customerId: string,
  place: Place,
): Promise<void> {
  const placed = await placedOrders(transaction, shop, [customerId]);
  const orders = new Map(placed.get(customerId)?.map((one) => [one.orderId, one]));
  await recountLater(transaction, shop, place, orders);
}

type Place = Pick<EnteredOrder, "orderId" | "orderedAt">;

/** Enters again those of a customer's orders after one of them that count otherwise by now. */
async function recountLater(
  transaction: Prisma.TransactionClient,
  shop: string,
  place: Place,
  orders: Map<string, EnteredOrder>,
): Promise<void> {
  const later = [...orders.values()].filter((one) => isBefore(place, one));
  for (const one of later.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))) {
    const read = await readAccounted(transaction, shop, one.orderId);
    if (!read) continue;
    const { rules } = read.programme;
    const now = pointsFactorOf(one, [...orders.values()], rules, read.timeZone);
    if (now === one.pointsFactor) continue;
    const worth = await enterOrder(transaction, shop, read, { now, before: one.pointsFactor });
    orders.set(one.orderId, { ...one, ...worth });
  }
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
