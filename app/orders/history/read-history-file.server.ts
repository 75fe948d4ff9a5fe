import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

import { z } from "zod";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { parseJson } from "../../../core/text/clean-text.ts";
import { withinLimit } from "../../platform/time-limit.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import { lineSchema, toLine } from "../../shopify/documents/get-order.server.ts";

/** An order of the file. What its refunds took back is not in it: bulk operations read no list within a list. */
export interface HistoricOrder {
  readonly order: AttributableOrder;
  readonly refundIds: readonly string[];
}

const orderSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  currencyCode: z.string(),
  customer: z.object({ id: z.string() }).nullable(),
  refunds: z.array(z.object({ id: z.string() })),
});

const kindSchema = z.object({ __typename: z.string(), __parentId: z.string().optional() });

/**
 * Reads a file of orders line by line, so that its size does not matter: an order, and its lines after it.
 * @param lines of JSON
 * @throws {ZodError} where a line is of another form
 */
export async function* readHistoryLines(
  lines: AsyncIterable<string>,
): AsyncGenerator<HistoricOrder> {
  let open: {
    read: z.infer<typeof orderSchema>;
    lines: AttributableOrder["lines"][number][];
  } | null = null;
  const close = (): HistoricOrder[] => {
    if (!open) return [];
    const { id, customer, refunds, ...rest } = open.read;
    return [
      {
        order: {
          orderId: id,
          ...rest,
          ...(customer && { customerId: customer.id }),
          lines: open.lines,
        },
        refundIds: refunds.map((refund) => refund.id),
      },
    ];
  };
  for await (const text of lines) {
    if (text.trim() === "") continue;
    const json = parseJson(text);
    const { __typename: kind, __parentId: parentId } = kindSchema.parse(json);
    if (kind === "Order") {
      yield* close();
      open = { read: orderSchema.parse(json), lines: [] };
    } else if (open && open.read.id === parentId) {
      open.lines.push(toLine(lineSchema.parse(json), open.read.currencyCode));
    } else throw new Error(`A line of ${parentId ?? "no order"} stands apart from it.`);
  }
  yield* close();
}

/** Until the file begins to come. How long it then takes depends on the shop; fetch itself gives a silent line up. */
const ANSWER_MILLISECONDS = 20_000;

/** The orders of a file at an address. @throws {AdminApiError} when it cannot be had just now */
export async function* readHistoryFile(url: string): AsyncGenerator<HistoricOrder> {
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
