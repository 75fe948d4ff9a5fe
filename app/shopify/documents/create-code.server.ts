import { toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { AdminApiError } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { refusalOf } from "./grant-outcome.ts";
import type { GrantOutcome } from "./grant-outcome.ts";

export interface CodeInput {
  readonly code: string;
  readonly title: string;
  /** Whom it is for; null for whoever has it. */
  readonly customerId: string | null;
  readonly amountMinor: number;
  /** What the cart has to come to, after discounts of products. */
  readonly minimumMinor: number;
  readonly currencyCode: string;
  /** ISO 8601. */
  readonly startsAt: string;
  /** ISO 8601; null for no end. */
  readonly endsAt: string | null;
}

/**
 * Creates a discount code off an order, for one use; where it stands
 * already, it is that one. The code is the key by which a second try knows the first.
 * @returns the discount's id, or why Shopify refuses it for good
 * @throws {AdminApiError} when Shopify cannot be reached
 */
export async function createCode(client: AdminClient, input: CodeInput): Promise<GrantOutcome> {
  const { code, title, customerId, currencyCode, startsAt, endsAt } = input;
  const amount = toDecimal(input.amountMinor, currencyCode);
  const minimum = toDecimal(input.minimumMinor, currencyCode);
  const { discountCodeBasicCreate: answer } = await client.run(
    CREATE_CODE,
    {
      discount: {
        code,
        title,
        startsAt,
        endsAt,
        usageLimit: 1,
        appliesOncePerCustomer: true,
        context: customerId === null ? { all: "ALL" } : { customers: { add: [customerId] } },
        combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
        minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: minimum } },
        customerGets: {
          items: { all: true },
          value: { discountAmount: { amount, appliesOnEachItem: false } },
        },
      },
    },
    createdSchema,
  );
  const created = answer.codeDiscountNode;
  if (created) return { ok: true, id: created.id };
  if (answer.userErrors.some((one) => one.code === "TAKEN")) {
    const standing = await findCode(client, code);
    if (standing !== null) return { ok: true, id: standing };
    throw new AdminApiError(`Shopify says that ${code} is taken, and does not find it.`, {
      isTransient: true,
    });
  }
  return refusalOf(answer.userErrors);
}

/** The id of the discount that has a code; null where there is none. @throws {AdminApiError} when Shopify cannot be reached */
export async function findCode(client: AdminClient, code: string): Promise<string | null> {
  const { codeDiscountNodeByCode: standing } = await client.run(FIND_CODE, { code }, foundSchema);
  return standing?.id ?? null;
}

const createdSchema = z.object({
  discountCodeBasicCreate: z.object({
    codeDiscountNode: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(
      z.object({
        field: z.array(z.string()).nullable(),
        message: z.string(),
        code: z.string().nullable(),
      }),
    ),
  }),
});

const foundSchema = z.object({
  codeDiscountNodeByCode: z.object({ id: z.string() }).nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountCodeBasicCreate
const CREATE_CODE = `#graphql
  mutation CreateCode($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/codeDiscountNodeByCode
const FIND_CODE = `#graphql
  query FindCode($code: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
    }
  }
`;
