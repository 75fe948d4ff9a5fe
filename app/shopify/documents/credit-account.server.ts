import { toDecimal, toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";
import { refusalOf } from "./grant-outcome.ts";
import type { GrantOutcome } from "./grant-outcome.ts";
import { userErrorsSchema } from "./user-errors.ts";

/** Credits of one customer that are looked at for one whose answer was lost. */
const LATEST_CREDITS = 40;

/**
 * Adds store credit to a customer's account. Shopify takes no key of ours, so a second call adds it a second time:
 * whoever cannot tell whether a first one arrived asks {@link findCredits} before.
 * @returns the transaction's id, or why Shopify refuses it for good
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function addCredit(
  client: AdminClient,
  customerId: string,
  amountMinor: number,
  currencyCode: string,
): Promise<GrantOutcome> {
  const { storeCreditAccountCredit: answer } = await client.run(
    ADD_CREDIT,
    {
      customerId,
      credit: { creditAmount: { amount: toDecimal(amountMinor, currencyCode), currencyCode } },
    },
    addedSchema,
  );
  const added = answer.storeCreditAccountTransaction;
  if (added) return { ok: true, id: added.id };
  return refusalOf(answer.userErrors);
}

/** The latest credits of a customer, newest first. */
export async function findCredits(
  client: AdminClient,
  customerId: string,
  currencyCode: string,
): Promise<{ readonly id: string; readonly amountMinor: number; readonly at: Date }[]> {
  const { customer } = await client.run(
    FIND_CREDITS,
    { customerId, first: LATEST_CREDITS },
    foundSchema,
  );
  return (customer?.storeCreditAccounts.nodes ?? []).flatMap((account) =>
    account.transactions.nodes.flatMap((one) =>
      one.__typename === "StoreCreditAccountCreditTransaction" &&
      one.amount.currencyCode === currencyCode
        ? [
            {
              id: one.id!,
              amountMinor: toMinor(one.amount.amount, currencyCode),
              at: new Date(one.createdAt),
            },
          ]
        : [],
    ),
  );
}

const addedSchema = z.object({
  storeCreditAccountCredit: z.object({
    storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});

const foundSchema = z.object({
  customer: z
    .object({
      storeCreditAccounts: z.object({
        nodes: z.array(
          z.object({
            transactions: z.object({
              nodes: z.array(
                z.object({
                  __typename: z.string(),
                  id: z.string().optional(),
                  amount: z.object({ amount: z.string(), currencyCode: z.string() }),
                  createdAt: z.string(),
                }),
              ),
            }),
          }),
        ),
      }),
    })
    .nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/storeCreditAccountCredit
const ADD_CREDIT = `#graphql
  mutation AddCredit($customerId: ID!, $credit: StoreCreditAccountCreditInput!) {
    storeCreditAccountCredit(id: $customerId, creditInput: $credit) {
      storeCreditAccountTransaction {
        ... on StoreCreditAccountCreditTransaction {
          id
        }
      }
      userErrors {
        field
        message
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/objects/StoreCreditAccount
const FIND_CREDITS = `#graphql
  query FindCredits($customerId: ID!, $first: Int!) {
    customer(id: $customerId) {
      storeCreditAccounts(first: 5) {
        nodes {
          transactions(first: $first, reverse: true) {
            nodes {
              __typename
              amount {
                amount
                currencyCode
              }
              createdAt
              ... on StoreCreditAccountCreditTransaction {
                id
              }
            }
          }
        }
      }
    }
  }
`;
