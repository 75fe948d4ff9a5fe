import { toMinor } from "@tandem/storefront-kit/money/decimal";

import { findCode } from "../../checkout/codes.ts";
import type { CodeDiscount } from "../../state/types.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

/** What is read of a code's input: off the whole order, by an amount. Other forms are refused loudly. */
interface CodeInput {
  code?: string;
  title?: string;
  startsAt?: string;
  endsAt?: string | null;
  usageLimit?: number;
  context?: { all?: string; customers?: { add?: string[] } };
  combinesWith?: Partial<CodeDiscount["combinesWith"]>;
  minimumRequirement?: { subtotal?: { greaterThanOrEqualToSubtotal?: string } };
  customerGets?: {
    items?: { all?: boolean };
    value?: { discountAmount?: { amount?: string; appliesOnEachItem?: boolean } };
  };
}

export function presentCode(code: CodeDiscount) {
  return {
    __typename: "DiscountCodeNode",
    id: code.id,
    codeDiscount: { __typename: "DiscountCodeBasic", asyncUsageCount: code.used ?? 0 },
  };
}

const refuse = (field: string, message: string, code: string) => ({
  codeDiscountNode: null,
  userErrors: [{ field: ["basicCodeDiscount", field], message, code }],
});

export const codeResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    codeDiscountNodeByCode: (_source: never, { code }: { code: string }, { store }: ApiContext) => {
      const found = findCode(store, code);
      return found ? presentCode(found) : null;
    },
  },
  Mutation: {
    discountCodeBasicCreate: (
      _source: never,
      { basicCodeDiscount: input }: { basicCodeDiscount: CodeInput },
      { store }: ApiContext,
    ) => {
      const { currencyCode } = store.shop;
      const amount = input.customerGets?.value?.discountAmount;
      if (!input.code || !input.title) return refuse("code", "Code can't be blank", "BLANK");
      if (!input.startsAt) return refuse("startsAt", "Starts at can't be blank", "BLANK");
      if (!amount?.amount || amount.appliesOnEachItem || !input.customerGets?.items?.all)
        throw new Error("The stand-in makes codes off the whole order, by an amount, only.");
      if (findCode(store, input.code))
        return refuse("code", "Code must be unique. Please try a different code.", "TAKEN");
      const customerIds = input.context?.customers?.add;
      if (customerIds?.some((id) => !store.customers.get(id)))
        return refuse("context", "Customer does not exist", "INVALID");
      const minimum = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
      const created = store.codeDiscounts.put({
        id: store.nextId("DiscountCodeNode"),
        code: input.code.toUpperCase(),
        title: input.title,
        percent: 0,
        amountMinor: toMinor(amount.amount, currencyCode),
        ...(minimum && { minimumMinor: toMinor(minimum, currencyCode) }),
        ...(input.endsAt && { endsAt: input.endsAt }),
        ...(input.usageLimit && { usageLimit: input.usageLimit }),
        ...(customerIds && { customerIds }),
        combinesWith: {
          orderDiscounts: false,
          productDiscounts: false,
          shippingDiscounts: false,
          ...input.combinesWith,
        },
      });
      return {
        codeDiscountNode: presentCode(created),
        userErrors: [],
      };
    },
  },
};
