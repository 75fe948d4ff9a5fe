import { chunk } from "../../../core/lists/chunk.ts";
import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { standingLines } from "../../../core/attribution/standing-lines.ts";
import { log } from "../../platform/log.server.ts";
import { ordersWithoutErased } from "../../privacy/without-erased.server.ts";
import type { ItemRun } from "../../set-aside/item-run.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import { recordFromShopify } from "../record-from-shopify.server.ts";
import { factOf } from "../record-order.server.ts";
import type { OrderRefund } from "../refund-payload.ts";
import { storeRefunds } from "../store-refunds.server.ts";
import type { HistoricOrder, UnreadableOrder } from "./read-history-file.server.ts";
import { askForRefunds, refundsInFile } from "./refunds-of-history.server.ts";
import type { HistoryContext } from "./refunds-of-history.server.ts";

/** Orders that are stored with one transaction. */
const STORED_TOGETHER = 200;
/** How long storing them may take. It takes a fraction of a second; a machine that is busy with other shops may take its time. */
const STORING_MILLISECONDS = 60_000;

/** An order from before the installation, with what was refunded. */
interface PastOrder {
  readonly order: AttributableOrder;
  readonly refunds: readonly OrderRefund[];
}

/**
 * Stores a batch of past orders, each once. Those from before the installation can have no offer of ours, and are
 * stored as they are, together; later ones are news that did not arrive, and are asked for as such. An order that cannot be stored
 * holds up no other.
 * @param run of orders, by their ids
 * @param installedAt when Tandem came to the shop
 */
export async function recordHistory(
  context: HistoryContext,
  run: ItemRun<string>,
  batch: readonly (HistoricOrder | UnreadableOrder)[],
  installedAt: Date,
  now: Date,
): Promise<void> {
  const { prisma, shop, client } = context;
  const readable = batch.filter((one) => "order" in one);
  const past = readable.filter(({ order }) => new Date(order.createdAt) < installedAt);
  const refunds = await refundsTogether(context, past);
  const complete = past.flatMap((one) => {
    const own = refunds.get(one.order.orderId);
    return own ? [asItStands(one, own)] : [];
  });
  const stored = await storeTogether(context, complete);
  const known = await knownLater(context, readable, installedAt);
  const done = new Set([...stored, ...known]);
  const left = new Map(
    batch.map((one) => ["order" in one ? one.order.orderId : one.orderId, one] as const),
  );
  await run.each(
    [...left.keys()].filter((id) => !done.has(id)),
    async (orderId) => {
      const one = left.get(orderId)!;
      if (!("order" in one)) throw one.failure;
      if (!past.includes(one)) return recordFromShopify(prisma, shop, client, orderId, now);
      const own = refunds.get(orderId) ?? (await askForRefunds(context, [one])).get(orderId)!;
      return store(context, [asItStands(one, own)]);
    },
  );
}

/** What was refunded of orders, by order id: by the file, or by as few calls as can be. Those that Shopify does not tell of now are left out. */
async function refundsTogether(
  context: HistoryContext,
  orders: readonly HistoricOrder[],
): Promise<Map<string, readonly OrderRefund[]>> {
  const refunds = new Map<string, readonly OrderRefund[]>();
  const unclear: HistoricOrder[] = [];
  for (const one of orders) {
    const told = refundsInFile(one);
    if (told) refunds.set(one.order.orderId, told);
    else unclear.push(one);
  }
  if (unclear.length === 0) return refunds;
  try {
    for (const [id, own] of await askForRefunds(context, unclear)) refunds.set(id, own);
  } catch (failure) {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop: context.shop, err: failure }, "refunds are asked for order by order");
  }
  return refunds;
}

function asItStands(
  { order, currentQuantities }: HistoricOrder,
  refunds: readonly OrderRefund[],
): PastOrder {
  const refunded = refunds.flatMap((one) => one.lines);
  return {
    order: { ...order, lines: standingLines(order.lines, currentQuantities, refunded) },
    refunds,
  };
}

/** Orders since the installation of which we know all that Shopify does, by their ids. */
async function knownLater(
  { prisma, shop }: HistoryContext,
  orders: readonly HistoricOrder[],
  installedAt: Date,
): Promise<string[]> {
  const later = orders
    .map(({ order }) => order)
    .filter(({ createdAt }) => new Date(createdAt) >= installedAt);
  if (later.length === 0) return [];
  const facts = await prisma.orderFact.findMany({
    where: { shop, orderId: { in: later.map(({ orderId }) => orderId) } },
    select: { orderId: true, updatedAt: true },
  });
  const known = new Map(facts.map((fact) => [fact.orderId, fact.updatedAt.getTime()]));
  return later
    .filter((order) => (known.get(order.orderId) ?? -Infinity) >= Date.parse(order.updatedAt))
    .map(({ orderId }) => orderId);
}

/** Stores orders, many at once. @returns the ids of those that are; where one cannot be, those beside it have to be stored one by one */
async function storeTogether(
  context: HistoryContext,
  orders: readonly PastOrder[],
): Promise<string[]> {
  const stored: string[] = [];
  for (const some of chunk(orders, STORED_TOGETHER)) {
    try {
      await store(context, some);
      stored.push(...some.map(({ order }) => order.orderId));
    } catch (failure) {
      log.warn({ shop: context.shop, err: failure }, "past orders are stored one by one");
    }
  }
  return stored;
}

/** Stores orders with their refunds. What is known of the orders stays as it is. */
async function store(
  { prisma, shop }: HistoryContext,
  orders: readonly PastOrder[],
): Promise<void> {
  await prisma.$transaction(
    async (transaction) => {
      const kept = await ordersWithoutErased(
        transaction,
        shop,
        orders.map((one) => one.order),
      );
      await storeRefunds(
        transaction,
        shop,
        orders.flatMap((one) => one.refunds),
      );
      await transaction.orderFact.createMany({
        data: kept.map((order) => ({ shop, orderId: order.orderId, ...factOf(order) })),
        skipDuplicates: true,
      });
    },
    { timeout: STORING_MILLISECONDS },
  );
}
