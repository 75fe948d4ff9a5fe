import type { OrderConfirmation, Prisma } from "@prisma/client";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { CONFIRMATION_METAFIELD } from "../../../core/follow-ups/confirmation.ts";
import type { ConfirmationDocument } from "../../../core/follow-ups/confirmation.ts";
import { formatMoney } from "../../../core/money/decimal.ts";
import { cartAddress } from "../../../core/offers/after-purchase.ts";
import { copyLocaleOf } from "../../../core/offers/locales.ts";
import { MAIL_WORDS } from "../../mail/words.ts";
import { liveCrossSells } from "../../offers/offer-store.server.ts";
import { ItemRun } from "../../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../../set-aside/item-run.server.ts";
import { getRecipients } from "../../shopify/documents/get-recipients.server.ts";
import { setOwnMetafield } from "../../shopify/documents/set-own-metafield.server.ts";
import { pickProducts } from "../pick-products.server.ts";
import type { PickContext } from "../pick-products.server.ts";

/** An older order's confirmation has long been sent. */
const NEWS_MILLISECONDS = 86_400_000;

/** Orders whose confirmation has not been given what goes with them. */
export const UNWRITTEN = { writtenAt: null };

/** Notes, in the transaction that stores a new order, that its confirmation is to name what goes with it. */
export async function noteConfirmation(
  transaction: Prisma.TransactionClient,
  shop: string,
  order: AttributableOrder,
  now: Date,
): Promise<void> {
  if (now.getTime() - Date.parse(order.createdAt) > NEWS_MILLISECONDS) return;
  const live = await liveCrossSells(transaction, shop, "confirmation-email");
  if (live.length === 0) return;
  await transaction.orderConfirmation.createMany({
    data: [{ shop, orderId: order.orderId, createdAt: now }],
    skipDuplicates: true,
  });
}

/**
 * Writes what goes with new orders where their confirmation reads it. Shopify may have sent it before: then the metafield serves the
 * notifications that come later.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function writeConfirmations(context: PickContext, now: () => Date): Promise<void> {
  const { prisma, shop, client, currencyCode } = context;
  const rows = await prisma.orderConfirmation.findMany({
    where: { shop, ...UNWRITTEN },
    orderBy: { createdAt: "asc" },
  });
  const run = new ItemRun({ prisma, shop, now }, CONFIRMATIONS);
  await run.each(rows, async ({ orderId }) => {
    const where = { shop_orderId: { shop, orderId } };
    const fact = await prisma.orderFact.findUnique({ where });
    const { shop: identity, recipients } = await getRecipients(client, [orderId]);
    const recipient = recipients.get(orderId);
    if (fact && recipient) {
      const locale = copyLocaleOf(recipient.locale);
      const { lines, customerId = null } = fact.facts as unknown as AttributableOrder;
      const productIds = [...new Set(lines.flatMap((line) => line.productId ?? []))];
      const order = { orderId, customerId, productIds };
      const products = await pickProducts(context, order, "confirmation-email", locale, now());
      const words = MAIL_WORDS[locale];
      const document: ConfirmationDocument = {
        heading: words.goesWith,
        items: products.map((product) => ({
          title: product.title,
          price: formatMoney(product.priceMinor, currencyCode, locale),
          image: product.imageUrl ?? "",
          url: cartAddress(identity.storefrontUrl, product.variantId, product.offerId),
          button: words.toCart,
        })),
      };
      if (products.length > 0)
        await setOwnMetafield(client, {
          ownerId: orderId,
          ...CONFIRMATION_METAFIELD,
          type: "json",
          value: JSON.stringify(document),
        });
    }
    await prisma.orderConfirmation.update({ where, data: { writtenAt: now() } });
  });
  run.finish();
}

const CONFIRMATIONS: ItemsOfKind<OrderConfirmation> = {
  kind: "confirmation",
  idOf: (row) => row.orderId,
  subjectOf: (row) => row.orderId,
  close: (transaction, { shop, orderId }, { at }) =>
    transaction.orderConfirmation.updateMany({ where: { shop, orderId }, data: { writtenAt: at } }),
};
