import type { OrderConfirmation, Prisma } from "@prisma/client";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { chunk } from "../../../core/lists/chunk.ts";
import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import { CONFIRMATION_METAFIELD } from "../../../core/follow-ups/confirmation.ts";
import type { ConfirmationDocument } from "../../../core/follow-ups/confirmation.ts";
import { cartAddress } from "../../../core/offers/after-purchase.ts";
import { copyLocaleOf } from "../../../core/offers/locales.ts";
import { MAIL_WORDS } from "../../mail/words.ts";
import { liveCrossSells } from "../../offers/offer-store.server.ts";
import { log } from "../../platform/log.server.ts";
import { ItemRun } from "../../set-aside/item-run.server.ts";
import type { ItemsOfKind } from "../../set-aside/item-run.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import {
  getRecipients,
  RECIPIENTS_PER_CALL,
} from "../../shopify/documents/get-recipients.server.ts";
import type { Recipient, ShopIdentity } from "../../shopify/documents/get-recipients.server.ts";
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
 * notifications that come later. Whose orders they are is asked of many at once.
 * @throws {AdminApiError} when Shopify cannot be reached; the job tries again
 */
export async function writeConfirmations(context: PickContext, now: () => Date): Promise<void> {
  const { prisma, shop, client } = context;
  const rows = await prisma.orderConfirmation.findMany({
    where: { shop, ...UNWRITTEN },
    orderBy: { createdAt: "asc" },
  });
  const run = new ItemRun({ prisma, shop, now }, CONFIRMATIONS);
  for (const some of chunk(rows, RECIPIENTS_PER_CALL)) {
    const together = await recipientsTogether(context, some);
    await run.each(some, async ({ orderId }) => {
      const told = together ?? (await getRecipients(client, [orderId]));
      const recipient = told.recipients.get(orderId);
      if (recipient) await writeConfirmation(context, orderId, recipient, told.shop, now());
      await prisma.orderConfirmation.update({
        where: { shop_orderId: { shop, orderId } },
        data: { writtenAt: now() },
      });
    });
  }
  run.finish();
}

/** Whose orders some are; null where they have to be asked for one by one, so that none holds up the others. */
async function recipientsTogether(
  { shop, client }: PickContext,
  rows: readonly OrderConfirmation[],
): Promise<Awaited<ReturnType<typeof getRecipients>> | null> {
  try {
    return await getRecipients(
      client,
      rows.map((row) => row.orderId),
    );
  } catch (failure) {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop, err: failure }, "buyers are asked for one by one");
    return null;
  }
}

async function writeConfirmation(
  context: PickContext,
  orderId: string,
  recipient: Recipient,
  identity: ShopIdentity,
  now: Date,
): Promise<void> {
  const { prisma, shop, client, currencyCode } = context;
  const fact = await prisma.orderFact.findUnique({
    where: { shop_orderId: { shop, orderId } },
  });
  if (!fact) return;
  const locale = copyLocaleOf(recipient.locale);
  const { lines, customerId = null } = fact.facts as unknown as AttributableOrder;
  const productIds = [...new Set(lines.flatMap((line) => line.productId ?? []))];
  const order = { orderId, customerId, productIds };
  const products = await pickProducts(context, order, "confirmation-email", locale, now);
  if (products.length === 0) return;
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
  await setOwnMetafield(client, {
    ownerId: orderId,
    ...CONFIRMATION_METAFIELD,
    type: "json",
    value: JSON.stringify(document),
  });
}

const CONFIRMATIONS: ItemsOfKind<OrderConfirmation> = {
  kind: "confirmation",
  idOf: (row) => row.orderId,
  subjectOf: (row) => row.orderId,
  close: (transaction, { shop, orderId }, { at }) =>
    transaction.orderConfirmation.updateMany({ where: { shop, orderId }, data: { writtenAt: at } }),
};
