import { z } from "zod";

import type { RefundedLine } from "../../../core/attribution/attribute-order.ts";
import { toMinor } from "../../../core/money/decimal.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { moneyBagSchema, pageInfoSchema } from "./page-info.ts";

/** The lines of a refund. @param currencyCode the order's currency */
export async function getRefundedLines(
  client: AdminClient,
  id: string,
  currencyCode: string,
): Promise<RefundedLine[]> {
  const lines: RefundedLine[] = [];
  let after: string | null = null;
  do {
    const answer: z.infer<typeof schema> = await client.run(GET_REFUND, { id, after }, schema);
    const page = answer.refund?.refundLineItems;
    for (const node of page?.nodes ?? []) {
      const subtotalMinor = toMinor(node.subtotalSet.shopMoney.amount, currencyCode);
      lines.push({ lineItemId: node.lineItem.id, quantity: node.quantity, subtotalMinor });
    }
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return lines;
}

const schema = z.object({
  refund: z
    .object({
      refundLineItems: z.object({
        nodes: z.array(
          z.object({
            quantity: z.number(),
            lineItem: z.object({ id: z.string() }),
            subtotalSet: moneyBagSchema,
          }),
        ),
        pageInfo: pageInfoSchema,
      }),
    })
    .nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/refund
const GET_REFUND = `#graphql
  query GetRefund($id: ID!, $after: String) {
    refund(id: $id) {
      refundLineItems(first: 100, after: $after) {
        nodes {
          quantity
          lineItem {
            id
          }
          subtotalSet {
            shopMoney {
              amount
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
