import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

import { z } from "zod";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { parseJson } from "../../../core/text/clean-text.ts";
import { withinLimit } from "../../platform/time-limit.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import {
  lineSchema,
  paymentOf,
  paymentSchema,
  toLines,
} from "../../shopify/documents/get-order.server.ts";

/** An order of the file. What its refunds took back is not in it: bulk operations read no list within a list. */
export interface HistoricOrder {
  readonly order: AttributableOrder;
  readonly refundIds: readonly string[];
}

/** An order of which the file has something that cannot be read. */
export interface UnreadableOrder {
  readonly orderId: string;
  readonly failure: unknown;
}

const orderSchema = paymentSchema.extend({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  customer: z.object({ id: z.string() }).nullable(),
  refunds: z.array(z.object({ id: z.string() })),
});

const kindSchema = z.object({
  __typename: z.string(),
  __parentId: z.string().optional(),
  id: z.string().optional(),
});

/** An order whose lines are being read. */
interface OpenOrder {
  readonly orderId: string;
  readonly read: z.infer<typeof orderSchema> | null;
  readonly lines: z.infer<typeof lineSchema>[];
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
  const { customer, refunds, createdAt, updatedAt, cancelledAt, currencyCode } = read;
  const times = { createdAt, updatedAt, cancelledAt };
  return {
    order: {
      orderId,
      ...times,
      currencyCode,
      ...paymentOf(read),
      ...(customer && { customerId: customer.id }),
      lines: toLines(lines, read),
    },
    refundIds: refunds.map((refund) => refund.id),
  };
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
