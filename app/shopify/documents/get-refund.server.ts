import { z } from "zod";

import type { RefundedLine } from "../../../core/attribution/attribute-order.ts";
import type { RefundMoney } from "../../../core/attribution/chargebacks.ts";
import { toMinor } from "../../../core/money/decimal.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { moneyBagSchema, pageInfoSchema } from "./page-info.ts";

/**
 * What a refund took back of lines, and in money; null where it is gone. Its lines are read to the end; of shipping lines
 * and transactions, as many as the document asks for.
 * @param currencyCode the order's currency
 */
export async function getRefund(
  client: AdminClient,
  id: string,
  currencyCode: string,
): Promise<{ readonly lines: readonly RefundedLine[]; readonly money: RefundMoney } | null> {
  const lines: RefundedLine[] = [];
  let taxMinor = 0;
  let after: string | null = null;
  for (;;) {
    const answer: z.infer<typeof schema> = await client.run(GET_REFUND, { id, after }, schema);
    const { refund } = answer;
    if (!refund) return null;
    for (const node of refund.refundLineItems.nodes) {
      lines.push({
        lineItemId: node.lineItem.id,
        quantity: node.quantity,
        subtotalMinor: minorOf(node.subtotalSet, currencyCode),
        ...(node.restockType === "CANCEL" && { isCancelled: true }),
      });
      taxMinor += minorOf(node.totalTaxSet, currencyCode);
    }
    const { hasNextPage, endCursor } = refund.refundLineItems.pageInfo;
    if (!hasNextPage) return { lines, money: moneyOf(refund, taxMinor, currencyCode) };
    after = endCursor;
  }
}

function minorOf({ shopMoney }: z.infer<typeof moneyBagSchema>, currencyCode: string): number {
  return toMinor(shopMoney.amount, currencyCode);
}

function moneyOf(refund: FoundRefund, lineTaxMinor: number, currencyCode: string): RefundMoney {
  const sumOf = (bags: readonly z.infer<typeof moneyBagSchema>[]) =>
    bags.reduce((sum, bag) => sum + minorOf(bag, currencyCode), 0);
  const shipping = refund.refundShippingLines.nodes;
  const paidBack = refund.transactions.nodes.filter(
    ({ kind, status }) => kind === "REFUND" && status === "SUCCESS",
  );
  return {
    paidBackMinor: sumOf(paidBack.map((one) => one.amountSet)),
    shippingMinor:
      sumOf(shipping.map((one) => one.subtotalAmountSet)) +
      sumOf((refund.duties ?? []).map((one) => one.amountSet)),
    taxMinor: lineTaxMinor + sumOf(shipping.map((one) => one.taxAmountSet)),
  };
}

const refundSchema = z.object({
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

const schema = z.object({ refund: refundSchema.nullable() });

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/refund
const GET_REFUND = `#graphql
  query GetRefund($id: ID!, $after: String) {
    refund(id: $id) {
      refundLineItems(first: 50, after: $after) {
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
      refundShippingLines(first: 5) {
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
      transactions(first: 10) {
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

  fragment Money on MoneyBag {
    shopMoney {
      amount
    }
  }
`;
