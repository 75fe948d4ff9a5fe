import type { Prisma } from "@prisma/client";

import type { AttributableOrder, RefundedLine } from "../../core/attribution/attribute-order.ts";
import { earningMinor, pointsFor } from "../../core/loyalty/earning.ts";
import { orderEntries } from "../../core/loyalty/order-entries.ts";
import type { EntryKind } from "../../core/loyalty/order-entries.ts";
import { noteMirrorRequest } from "./request-mirror.server.ts";
import { programmeAt, programmeOf } from "./programme-store.server.ts";
import type { Programme } from "./programme-store.server.ts";

const DAY_MILLISECONDS = 86_400_000;

/** What is known of an order, and what the ledger has of it. */
export interface AccountedOrder {
  readonly order: AttributableOrder & { readonly customerId: string };
  readonly refunds: readonly { refundId: string; lines: readonly RefundedLine[] }[];
  readonly programme: Programme;
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
  const fact = await transaction.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
  });
  const order = fact?.facts as unknown as AttributableOrder | undefined;
  if (!order?.customerId) return null;
  const rows = await transaction.ledgerEntry.findMany({ where: { shop, orderId } });
  const programme = rows[0]
    ? await programmeOf(transaction, shop, rows[0].programmeVersion)
    : await programmeAt(transaction, shop, new Date(order.createdAt));
  if (!programme?.rules.isRunning) return null;
  const refunds = await transaction.refundFact.findMany({ where: { shop, orderId } });
  return {
    order: { ...order, customerId: order.customerId },
    refunds: refunds.map(({ refundId, lines }) => ({
      refundId,
      lines: lines as unknown as RefundedLine[],
    })),
    programme,
    recorded: rows.map(({ key, kind, points }) => ({ key, kind: kind as EntryKind, points })),
  };
}

/** What an order is worth by its facts. */
export function worthOf({ order, refunds, programme }: AccountedOrder) {
  const netMinor = earningMinor(
    order,
    refunds.flatMap((refund) => refund.lines),
    programme.rules,
  );
  return { netMinor, points: pointsFor(netMinor, programme.rules) };
}

/**
 * Enters into the ledger what the facts of an order call for, in the transaction that stored them. The caller
 * holds the order's lock.
 */
export async function accountOrder(
  transaction: Prisma.TransactionClient,
  shop: string,
  orderId: string,
): Promise<void> {
  const accounted = await readAccounted(transaction, shop, orderId);
  if (!accounted) return;
  const { order, refunds, programme, recorded } = accounted;
  const entries = orderEntries(order, refunds, programme.rules, recorded);
  const availableAt = new Date(
    Date.parse(order.createdAt) + programme.rules.earning.returnDays * DAY_MILLISECONDS,
  );
  const { customerId } = order;
  await transaction.ledgerEntry.createMany({
    data: entries.map((entry) => ({
      shop,
      ...entry,
      customerId,
      orderId,
      availableAt,
      programmeVersion: programme.version,
    })),
  });
  const row = { customerId, orderedAt: new Date(order.createdAt), ...worthOf(accounted) };
  await transaction.loyaltyOrder.upsert({
    where: { shop_orderId: { shop, orderId } },
    create: { shop, orderId, ...row },
    update: row,
  });
  await noteMirrorRequest(transaction, shop, customerId);
}
