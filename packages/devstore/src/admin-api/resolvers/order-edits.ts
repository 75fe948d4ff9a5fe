import { refundableUnits } from "../../checkout/change-order.ts";
import { takeOffLines } from "../../checkout/edit-order.ts";
import type { Order } from "../../state/types.ts";
import { orderPayload } from "../../webhooks/payloads.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

/** An edit that is under way: nothing of it has happened yet. */
interface Edit {
  readonly orderId: string;
  /** What the order was when it began. */
  readonly updatedAt: string;
  readonly takenOff: string[];
}

const edits = new Map<string, Edit>();
const CALCULATED = "CalculatedLineItem";

const refuse = (message: string) => ({ userErrors: [{ field: ["id"], message }] });

function present(id: string, order: Order, { takenOff }: Edit) {
  return {
    __typename: "CalculatedOrder",
    id,
    lineItems: (args: PageArguments) =>
      connection(
        order.lines.map((line) => ({
          __typename: CALCULATED,
          id: line.id.replace("LineItem", CALCULATED),
          quantity: takenOff.includes(line.id) ? 0 : refundableUnits(order, line.id),
          variant: { __typename: "ProductVariant", id: line.variantId },
        })),
        args,
      ),
  };
}

/** Edits of orders, as far as taking lines off. */
export const orderEditResolvers: Resolvers<ApiContext> = {
  Mutation: {
    orderEditBegin: (_source: never, { id: orderId }: { id: string }, { store }: ApiContext) => {
      const order = store.orders.get(orderId);
      if (!order) return { calculatedOrder: null, ...refuse("The order does not exist.") };
      if (order.fulfilledAt || order.cancelledAt)
        return { calculatedOrder: null, ...refuse("The order cannot be edited.") };
      const id = store.nextId("CalculatedOrder");
      const edit = { orderId, updatedAt: order.updatedAt, takenOff: [] };
      edits.set(id, edit);
      return { calculatedOrder: present(id, order, edit), userErrors: [] };
    },
    orderEditSetQuantity: (
      _source: never,
      { id, lineItemId, quantity }: { id: string; lineItemId: string; quantity: number },
    ) => {
      const edit = edits.get(id);
      if (!edit) return refuse("The edit does not exist.");
      if (quantity !== 0) throw new Error("The stand-in only takes lines off.");
      edit.takenOff.push(lineItemId.replace(CALCULATED, "LineItem"));
      return { userErrors: [] };
    },
    orderEditCommit: (_source: never, { id }: { id: string }, { store, now, emit }: ApiContext) => {
      const edit = edits.get(id);
      const order = edit && store.orders.get(edit.orderId);
      if (!order) return refuse("The edit does not exist.");
      if (order.updatedAt !== edit.updatedAt)
        return refuse("The order has been changed since the edit began.");
      edits.delete(id);
      const edited = takeOffLines(store, order, edit.takenOff, now());
      emit("orders/updated", orderPayload(edited, store.shop.currencyCode));
      return { userErrors: [] };
    },
  },
};
