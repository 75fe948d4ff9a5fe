import { toDecimal, toMinor } from "@tandem/storefront-kit/money/decimal";

import { creditOf, moveCredit } from "../../checkout/store-credit.ts";
import type { Store } from "../../state/store.ts";
import type { StoreCreditTransaction } from "../../state/types.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";
import { presentCustomer } from "./customers.ts";

function money(store: Store, minor: number) {
  const { currencyCode } = store.shop;
  return { amount: toDecimal(minor, currencyCode), currencyCode };
}

function presentTransaction(store: Store, one: StoreCreditTransaction) {
  return {
    __typename:
      one.amountMinor < 0
        ? "StoreCreditAccountDebitTransaction"
        : "StoreCreditAccountCreditTransaction",
    id: one.id,
    amount: money(store, one.amountMinor),
    createdAt: one.createdAt,
  };
}

/** The one account of a customer: the stand-in sells in one currency. */
function accountsOf(store: Store, customerId: string) {
  const own = store.storeCredit.all().filter((one) => one.customerId === customerId);
  if (own.length === 0) return [];
  return [
    {
      __typename: "StoreCreditAccount",
      id: customerId.replace("Customer", "StoreCreditAccount"),
      balance: money(store, creditOf(store, customerId)),
      transactions: (args: PageArguments & { reverse?: boolean }) =>
        connection(
          (args.reverse ? own.toReversed() : own).map((one) => presentTransaction(store, one)),
          args,
        ),
    },
  ];
}

export const storeCreditResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    customer: (_source: never, { id }: { id: string }, { store }: ApiContext) => {
      const customer = store.customers.get(id);
      if (!customer) return null;
      return {
        ...presentCustomer(customer),
        storeCreditAccounts: (args: PageArguments) => connection(accountsOf(store, id), args),
      };
    },
  },
  Mutation: {
    storeCreditAccountCredit: (
      _source: never,
      {
        id,
        creditInput: { creditAmount },
      }: {
        id: string;
        creditInput: { creditAmount: { amount: string; currencyCode: string } };
      },
      { store, now }: ApiContext,
    ) => {
      const refuse = (field: string[], message: string) => ({
        storeCreditAccountTransaction: null,
        userErrors: [{ field, message }],
      });
      if (!store.customers.get(id)) return refuse(["id"], "Store credit account owner not found");
      if (creditAmount.currencyCode !== store.shop.currencyCode)
        return refuse(["creditInput", "creditAmount", "currencyCode"], "Currency not supported");
      const minor = toMinor(creditAmount.amount, store.shop.currencyCode);
      if (minor <= 0)
        return refuse(["creditInput", "creditAmount", "amount"], "Amount must be positive");
      const added = moveCredit(store, id, minor, now());
      return { storeCreditAccountTransaction: presentTransaction(store, added), userErrors: [] };
    },
  },
};
