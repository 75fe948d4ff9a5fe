import { jwtVerify } from "jose";

import { currentTotals } from "../checkout/order-totals.ts";
import { addToOrder, additionCost } from "../checkout/edit-order.ts";
import type { Addition } from "../checkout/edit-order.ts";
import { isHeld } from "../checkout/hold.ts";
import type { Devstore } from "../context.ts";
import { moneyBag } from "../money-bag.ts";
import { isAvailable, numberOf } from "../state/store.ts";
import type { Order } from "../state/types.ts";
import { orderPayload, productPayload } from "../webhooks/payloads.ts";

/** Changesets that Shopify applies to one purchase (shopify.dev, "Post-purchase": accepted offers). */
const MOST_CHANGESETS = 3;

/** Something in a changeset that Shopify would not take, by its code. */
class ChangesetError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Changes {
  readonly changes?: unknown;
}

/** What changes would come to: nothing is done. */
export function calculate(devstore: Devstore, order: Order, { changes }: Changes) {
  const { store } = devstore;
  const bag = moneyBag(store.shop.currencyCode);
  return answer(() => {
    const additions = readChanges(devstore, changes);
    const costs = additions.map((one) => additionCost(store, one));
    const addedMinor = costs.reduce((sum, one) => sum + one.finalMinor, 0);
    const { subtotalMinor, totalMinor } = currentTotals(order);
    return {
      status: "processed",
      errors: [],
      calculatedPurchase: {
        subtotalPriceSet: bag(subtotalMinor + addedMinor),
        totalPriceSet: bag(totalMinor + addedMinor),
        addedTaxLines: [],
        addedShippingLines: [],
        updatedLineItems: additions.map(({ variantId }, index) => {
          const { product } = store.variant(variantId)!;
          return {
            productId: numberOf(product.id),
            productHandle: product.handle,
            variantId: numberOf(variantId),
            quantity: 1,
            priceSet: bag(costs[index]!.listMinor),
            totalPriceSet: bag(costs[index]!.finalMinor),
          };
        }),
        totalOutstandingSet: bag(addedMinor),
      },
    };
  });
}

/** Does what a signed changeset says, and charges for it. */
export async function apply(devstore: Devstore, order: Order, token: string) {
  const { store, apiKey, secret, webhooks, now } = devstore;
  let payload;
  try {
    ({ payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      issuer: apiKey,
      subject: order.checkoutToken!,
      requiredClaims: ["jti", "iat"],
      currentDate: now(),
    }));
  } catch (failure) {
    return refusal("invalid_request", failure instanceof Error ? failure.message : "");
  }
  return answer(() => {
    const applied = order.changesetIds ?? [];
    // Whole seconds: what was signed in the second of the order counts as after it.
    if (payload.iat! < Math.floor(Date.parse(order.createdAt) / 1_000))
      throw new ChangesetError("invalid_request", "It was signed before the purchase.");
    if (applied.includes(payload.jti!))
      throw new ChangesetError("changeset_already_applied", "It was applied already.");
    if (applied.length >= MOST_CHANGESETS)
      throw new ChangesetError("invalid_request", "No more can be added to this purchase.");
    if (!isHeld(order, now()) || order.isPicking || order.fulfilledAt)
      throw new ChangesetError("order_released_error", "The order was released to fulfilment.");
    const additions = readChanges(devstore, payload["changes"]);
    const { addedPayment } = store.shop.faults;
    if (addedPayment === "refused")
      throw new ChangesetError("payment_required", "The payment could not be charged.");
    const isPaid = addedPayment !== "unpaid";
    const marked = store.orders.put({ ...order, changesetIds: [...applied, payload.jti!] });
    const added = additions.reduce(
      (before, one) => addToOrder(store, before, one, isPaid, now()),
      marked,
    );
    webhooks.emit("orders/updated", orderPayload(added, store.shop.currencyCode));
    for (const { variantId } of additions)
      webhooks.emit("products/update", productPayload(store.variant(variantId)!.product));
    return {
      status: isPaid ? "processed" : "partially_processed",
      errors: isPaid ? [] : [{ code: "payment_required", message: "It could not be charged." }],
      changesetApplicationsRemaining: MOST_CHANGESETS - applied.length - 1,
    };
  });
}

function answer<T>(work: () => T) {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof ChangesetError)) throw failure;
    return refusal(failure.code, failure.message);
  }
}

function refusal(code: string, message: string) {
  return {
    status: "unprocessed",
    errors: [{ code, message }],
    changesetApplicationsRemaining: MOST_CHANGESETS,
  };
}

/** @throws {ChangesetError} for what is no change that the stand-in knows, or cannot be had */
function readChanges({ store }: Devstore, changes: unknown): Addition[] {
  if (!Array.isArray(changes) || changes.length === 0)
    throw new ChangesetError("invalid_request", "There are no changes.");
  return changes.map((change: Record<string, unknown>) => {
    const { type, variantId, quantity, discount } = change;
    const id = `gid://shopify/ProductVariant/${String(variantId)}`;
    const found = store.variant(id);
    if (type !== "add_variant" || quantity !== 1 || typeof variantId !== "number" || !found)
      throw new ChangesetError("invalid_request", `${JSON.stringify(change)} is no change.`);
    if (!isAvailable(found.variant))
      throw new ChangesetError("insufficient_inventory", `${found.product.title} is sold out.`);
    if (discount === undefined) return { variantId: id };
    const { value, valueType, title } = discount as Record<string, unknown>;
    if (valueType !== "percentage" || typeof value !== "number" || typeof title !== "string")
      throw new ChangesetError("invalid_request", "The discount is not of a known form.");
    return { variantId: id, discount: { percent: value, title } };
  });
}
