import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { RefundedLine } from "../../../core/attribution/attribute-order.ts";
import type { RefundMoney } from "../../../core/attribution/chargebacks.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { moneyBagSchema, pageInfoSchema } from "./page-info.ts";

/** Refunds of one call: with their first entries they may cost 47 points each, and a single query 1,000. */
const REFUNDS_PER_CALL = 20;
/** Entries that each of many comes with. Hardly a refund has so many, and one that has is read by itself. */
const FIRST_ENTRIES = { lines: 3, shippingLines: 2, transactions: 2 };
/** The same where one is read by itself. Its lines are read on from there, page by page. */
const ALL_ENTRIES = { lines: 50, shippingLines: 5, transactions: 10 };

/** A refund to be read, and the currency of its order. */
export interface RefundToRead {
  readonly refundId: string;
  readonly currencyCode: string;
}

/** What a refund took back of lines, and in money. */
export interface ReadRefund {
  readonly lines: readonly RefundedLine[];
  readonly money: RefundMoney;
}

/** Refunds by their ids, many with one call; those that are gone are not in the map. */
export async function getRefunds(
  client: AdminClient,
  refunds: readonly RefundToRead[],
): Promise<Map<string, ReadRefund>> {
  const read = new Map<string, ReadRefund>();
  for (const some of chunk(refunds, REFUNDS_PER_CALL)) {
    const ids = some.map((one) => one.refundId);
    const found = await findRefunds(client, { ...FIRST_ENTRIES, ids, after: null });
    for (const { refundId, currencyCode } of some) {
      const refund = found.get(refundId);
      if (!refund) continue;
      const whole = isWhole(refund)
        ? toRefund(refund, refund.refundLineItems.nodes, currencyCode)
        : await getRefund(client, refundId, currencyCode);
      if (whole) read.set(refundId, whole);
    }
  }
  return read;
}

/**
 * One refund; null where it is gone. Its lines are read to the end; of shipping lines and transactions, as many as the document asks
 * for.
 * @param currencyCode the order's currency
 */
export async function getRefund(
  client: AdminClient,
  id: string,
  currencyCode: string,
): Promise<ReadRefund | null> {
  const nodes: FoundRefund["refundLineItems"]["nodes"] = [];
  let after: string | null = null;
  for (;;) {
    const found: Map<string, FoundRefund> = await findRefunds(client, {
      ...ALL_ENTRIES,
      ids: [id],
      after,
    });
    const refund = found.get(id);
    if (!refund) return null;
    nodes.push(...refund.refundLineItems.nodes);
    const { hasNextPage, endCursor } = refund.refundLineItems.pageInfo;
    if (!hasNextPage) return toRefund(refund, nodes, currencyCode);
    after = endCursor;
  }
}

async function findRefunds(
  client: AdminClient,
  variables: typeof FIRST_ENTRIES & { readonly ids: readonly string[]; after: string | null },
): Promise<Map<string, FoundRefund>> {
  const { nodes } = await client.run(GET_REFUNDS, variables, schema);
  return new Map(nodes.filter(isRefund).map((node) => [node.id, node]));
}

/** A node that is no refund answers with nothing, and null is one that is gone. */
function isRefund(node: z.infer<typeof schema>["nodes"][number]): node is FoundRefund {
  return node !== null && "refundLineItems" in node;
}

/** Whether a refund was told of to its end. Where a list is full, there may be more. */
function isWhole({ refundLineItems, refundShippingLines, transactions }: FoundRefund): boolean {
  return (
    !refundLineItems.pageInfo.hasNextPage &&
    refundShippingLines.nodes.length < FIRST_ENTRIES.shippingLines &&
    transactions.nodes.length < FIRST_ENTRIES.transactions
  );
}

function toRefund(
  refund: FoundRefund,
  nodes: FoundRefund["refundLineItems"]["nodes"],
  currencyCode: string,
): ReadRefund {
  const sumOf = (bags: readonly z.infer<typeof moneyBagSchema>[]) =>
    bags.reduce((sum, { shopMoney }) => sum + toMinor(shopMoney.amount, currencyCode), 0);
  const shipping = refund.refundShippingLines.nodes;
  const paidBack = refund.transactions.nodes.filter(
    ({ kind, status }) => kind === "REFUND" && status === "SUCCESS",
  );
  return {
    lines: nodes.map((node) => ({
      lineItemId: node.lineItem.id,
      quantity: node.quantity,
      subtotalMinor: sumOf([node.subtotalSet]),
      ...(node.restockType === "CANCEL" && { isCancelled: true }),
    })),
    money: {
      paidBackMinor: sumOf(paidBack.map((one) => one.amountSet)),
      shippingMinor:
        sumOf(shipping.map((one) => one.subtotalAmountSet)) +
        sumOf((refund.duties ?? []).map((one) => one.amountSet)),
      taxMinor:
        sumOf(nodes.map((one) => one.totalTaxSet)) + sumOf(shipping.map((one) => one.taxAmountSet)),
    },
  };
}

const refundSchema = z.object({
  id: z.string(),
  refundLineItems: z.object({
    nodes: z.array(
      z.object({
        quantity: z.number(),
        restockType: z.string(),
        lineItem: z.object({ id: z.string() }),
        subtotalSet: moneyBagSchema,
        totalTaxSet: moneyBagSchema,
      }),
    ),
    pageInfo: pageInfoSchema,
  }),
  refundShippingLines: z.object({
    nodes: z.array(z.object({ subtotalAmountSet: moneyBagSchema, taxAmountSet: moneyBagSchema })),
  }),
  duties: z.array(z.object({ amountSet: moneyBagSchema })).nullable(),
  transactions: z.object({
    nodes: z.array(z.object({ kind: z.string(), status: z.string(), amountSet: moneyBagSchema })),
  }),
});

type FoundRefund = z.infer<typeof refundSchema>;

const schema = z.object({
  nodes: z.array(z.union([refundSchema, z.object({}).strict(), z.null()])),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_REFUNDS = `#graphql
  query GetRefunds(
    $ids: [ID!]!
    $lines: Int!
    $after: String
    $shippingLines: Int!
    $transactions: Int!
  ) {
    nodes(ids: $ids) {
      ... on Refund {
        id
        refundLineItems(first: $lines, after: $after) {
          nodes {
            quantity
            restockType
            lineItem {
              id
            }
            subtotalSet {
              ...Money
            }
            totalTaxSet {
              ...Money
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        refundShippingLines(first: $shippingLines) {
          nodes {
            subtotalAmountSet {
              ...Money
            }
            taxAmountSet {
              ...Money
            }
          }
        }
        duties {
          amountSet {
            ...Money
          }
        }
        transactions(first: $transactions) {
          nodes {
            kind
            status
            amountSet {
              ...Money
            }
          }
        }
      }
    }
  }

  fragment Money on MoneyBag {
    shopMoney {
      amount
    }
  }
`;
