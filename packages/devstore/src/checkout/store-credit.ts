import type { Store } from "../state/store.ts";

/** What a customer has of store credit, in minor units; nobody has none. */
export function creditOf(store: Store, customerId: string | null): number {
  return store.storeCredit
    .all()
    .filter((one) => one.customerId === customerId)
    .reduce((sum, one) => sum + one.amountMinor, 0);
}

/** Adds to a customer's store credit, or takes off it. @returns the transaction */
export function moveCredit(store: Store, customerId: string, amountMinor: number, now: Date) {
  return store.storeCredit.put({
    id: store.nextId(
      amountMinor < 0
        ? "StoreCreditAccountDebitTransaction"
        : "StoreCreditAccountCreditTransaction",
    ),
    customerId,
    amountMinor,
    createdAt: now.toISOString(),
  });
}
