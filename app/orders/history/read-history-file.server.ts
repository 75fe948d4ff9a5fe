import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import type { RefundTotals, ToldRefunds } from "../../../core/attribution/infer-refunds.ts";
import { parseJson } from "../../../core/text/clean-text.ts";
import { withinLimit } from "../../platform/time-limit.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import {
  codesOf,
  lineSchema,
  paymentOf,
  paymentSchema,
  toLines,
} from "../../shopify/documents/order-fields.ts";
import type { OrderLine } from "../../shopify/documents/order-fields.ts";
import { moneyBagSchema } from "../../shopify/documents/page-info.ts";

/**
 * An order of the file, with all lines that were ever on it. What each of its refunds took back is not in it, but what they come to and
 * what is left of its lines. What is off its shipping is not in it either.
 */
export interface HistoricOrder extends ToldRefunds {
  readonly order: AttributableOrder;
}

/** An order of which the file has something that cannot be read. */
export interface UnreadableOrder {
  readonly orderId: string;
  readonly failure: unknown;
}

/** Files that Shopify wrote for an older version of Tandem tell of refunds by their ids alone. */
const orderSchema = paymentSchema.extend({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  customer: z.object({ id: z.string() }).nullable(),
  edited: z.boolean().nullish(),
  subtotalPriceSet: moneyBagSchema.nullish(),
  currentSubtotalPriceSet: moneyBagSchema.nullish(),
  totalTaxSet: moneyBagSchema.nullish(),
  currentTotalTaxSet: moneyBagSchema.nullish(),
  totalRefundedShippingSet: moneyBagSchema.nullish(),
  originalTotalDutiesSet: moneyBagSchema.nullish(),
  transactions: z
    .array(z.object({ kind: z.string(), status: z.string(), amountSet: moneyBagSchema }))
    .nullish(),
  refunds: z.array(z.object({ id: z.string(), totalRefundedSet: moneyBagSchema.nullish() })),
});
type ReadOrder = z.infer<typeof orderSchema>;

const kindSchema = z.object({
  __typename: z.string(),
  __parentId: z.string().optional(),
  id: z.string().optional(),
});

/** An order whose lines are being read. */
interface OpenOrder {
  readonly orderId: string;
  readonly read: ReadOrder | null;
  readonly lines: OrderLine[];
  failure?: unknown;
}

/**
 * Reads a file of orders line by line, so that its size does not matter: an order, and its lines after it. Where a line cannot be
 * read, its order is told of as unreadable, and those behind it are read on.
 * @param lines of JSON
 */
export async function* readHistoryLines(
  lines: AsyncIterable<string>,
): AsyncGenerator<HistoricOrder | UnreadableOrder> {
  let open: OpenOrder | null = null;
  let number = 0;
  for await (const text of lines) {
    number++;
    if (text.trim() === "") continue;
    const begun: OpenOrder | null = readLine(text, open, number);
    if (!begun) continue;
    if (open) yield close(open);
    open = begun;
  }
  if (open) yield close(open);
}

/** Reads a line into the order that is open. @returns the order that it begins, if it does */
function readLine(text: string, open: OpenOrder | null, number: number): OpenOrder | null {
  let orderId = open?.orderId ?? `line ${number} of the file`;
  try {
    const json = parseJson(text);
    const { __typename: kind, __parentId: parentId, id } = kindSchema.parse(json);
    orderId = (kind === "Order" ? id : parentId) ?? orderId;
    if (kind === "Order") return { orderId, read: orderSchema.parse(json), lines: [] };
    if (open?.orderId !== orderId)
      throw new RangeError("The file has a line of this order apart from it.");
    if (open.read) open.lines.push(lineSchema.parse(json));
    return null;
  } catch (failure) {
    if (open?.orderId !== orderId) return { orderId, read: null, lines: [], failure };
    open.failure ??= failure;
    return null;
  }
}

function close({ orderId, read, lines, failure }: OpenOrder): HistoricOrder | UnreadableOrder {
  if (read === null || failure !== undefined) return { orderId, failure };
  const { customer, createdAt, updatedAt, cancelledAt, currencyCode } = read;
  const times = { createdAt, updatedAt, cancelledAt };
  return {
    order: {
      orderId,
      ...times,
      currencyCode,
      ...paymentOf(read),
      ...(customer && { customerId: customer.id }),
      lines: toLines(lines, read),
      ...codesOf(read),
    },
    currentQuantities: new Map(
      lines.map((line) => [line.id, line.currentQuantity ?? line.quantity] as const),
    ),
    refunds: read.refunds.map(({ id, totalRefundedSet }) => ({
      refundId: id,
      totalMinor: minorOf(totalRefundedSet, currencyCode) ?? 0,
    })),
    totals: read.refunds.length > 0 ? totalsOf(read) : null,
  };
}

function minorOf(
  bag: z.infer<typeof moneyBagSchema> | null | undefined,
  currencyCode: string,
): number | null {
  return bag ? toMinor(bag.shopMoney.amount, currencyCode) : null;
}

/** What an order's refunds come to; null where the file does not say it all. */
function totalsOf(read: ReadOrder): RefundTotals | null {
  const { currencyCode, edited, transactions } = read;
  const differenceOf = (
    before: ReadOrder["subtotalPriceSet"],
    now: ReadOrder["subtotalPriceSet"],
  ) => {
    const [from, to] = [minorOf(before, currencyCode), minorOf(now, currencyCode)];
    return from === null || to === null ? null : from - to;
  };
  const takenOffMinor = differenceOf(read.subtotalPriceSet, read.currentSubtotalPriceSet);
  const taxMinor = differenceOf(read.totalTaxSet, read.currentTotalTaxSet);
  const shippingMinor = minorOf(read.totalRefundedShippingSet, currencyCode);
  if (takenOffMinor === null || taxMinor === null || shippingMinor === null) return null;
  if (edited == null || !transactions) return null;
  // Null where there are none to be paid.
  const dutiesMinor = minorOf(read.originalTotalDutiesSet, currencyCode) ?? 0;
  return {
    isEdited: edited,
    takenOffMinor,
    taxMinor,
    otherMinor: shippingMinor + dutiesMinor,
    paidBackMinor: paidBackOf(transactions, currencyCode),
  };
}

/** Statuses of transactions of which no money will come any more (OrderTransactionStatus). */
const FAILED: readonly string[] = ["FAILURE", "ERROR"];

/** What was given back; null while some of it is under way. */
function paidBackOf(
  transactions: NonNullable<ReadOrder["transactions"]>,
  currencyCode: string,
): number | null {
  const back = transactions.filter(
    ({ kind, status }) => kind === "REFUND" && !FAILED.includes(status),
  );
  if (back.some(({ status }) => status !== "SUCCESS")) return null;
  return back.reduce((sum, one) => sum + toMinor(one.amountSet.shopMoney.amount, currencyCode), 0);
}

/** Until the file begins to come. How long it then takes depends on the shop; fetch itself gives a silent line up. */
const ANSWER_MILLISECONDS = 20_000;

/** The orders of a file at an address. @throws {AdminApiError} when it cannot be had just now */
export async function* readHistoryFile(
  url: string,
): AsyncGenerator<HistoricOrder | UnreadableOrder> {
  const response = await withinLimit(ANSWER_MILLISECONDS, (signal) => fetch(url, { signal })).catch(
    (failure: unknown) => {
      throw new AdminApiError("The file of orders cannot be had just now.", {
        isTransient: true,
        cause: failure,
      });
    },
  );
  if (!response.ok || !response.body)
    throw new AdminApiError(`The file of orders answered ${response.status}.`, {
      isTransient: true,
    });
  const input = Readable.fromWeb(response.body as ReadableStream);
  yield* readHistoryLines(createInterface({ input, crlfDelay: Infinity }));
}
