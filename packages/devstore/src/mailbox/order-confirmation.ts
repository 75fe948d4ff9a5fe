import { Liquid } from "liquidjs";

import { checkoutWords } from "../checkout/words.ts";
import type { Devstore } from "../context.ts";
import type { Html } from "../html.ts";
import type { Order } from "../state/types.ts";
import { say } from "../outlive-failures.ts";

/** Shopify sends it some moments after the order, in which apps may have heard of it, or not. */
const AFTER_MILLISECONDS = 3_000;
const liquid = new Liquid();

/** Sends the confirmation of an order, with what the merchant added to its template. */
export function confirmOrder(devstore: Devstore, order: Order, summary: Html): void {
  const timer = setTimeout(() => {
    devstore.timers.delete(timer);
    if (devstore.store.shop.holdsConfirmations) confirmOrder(devstore, order, summary);
    else
      send(devstore, order, summary).catch((failure: unknown) =>
        // Mostly of the merchant's own snippet.
        say(`the confirmation of order #${order.number}`, failure),
      );
  }, AFTER_MILLISECONDS);
  // A demo that is stopped before then sends none.
  timer.unref();
  devstore.timers.add(timer);
}

async function send({ store, now }: Devstore, order: Order, summary: Html): Promise<void> {
  const owned = store.metafields.all().filter((row) => row.ownerId === order.id);
  const metafields = Object.fromEntries(
    owned.map(({ namespace }) => [
      namespace,
      Object.fromEntries(
        owned
          .filter((one) => one.namespace === namespace)
          .map((one) => [one.key, { value: valueOf(one) }]),
      ),
    ]),
  );
  const added = (await liquid.parseAndRender(store.shop.confirmationSnippet ?? "", {
    order: { metafields, name: `#${order.number}` },
  })) as string;
  store.mails.put({
    id: `${order.token}-confirmation`,
    to: order.email,
    subject: `${checkoutWords(order.locale).confirmed} #${order.number}`,
    html: `${summary.text}${added}`,
    sentAt: now().toISOString(),
  });
}

function valueOf({ type, value }: { readonly type: string; readonly value: string }): unknown {
  return type === "json" ? JSON.parse(value) : value;
}
