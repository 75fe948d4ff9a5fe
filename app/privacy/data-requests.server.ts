import type { Prisma, PrismaClient } from "@prisma/client";
import { z } from "zod";

import { dataOf } from "./data-of.server.ts";
import { erasedAmong } from "./erased.server.ts";
import { findPerson } from "./person.server.ts";
import type { ToldCustomer } from "./read-told.server.ts";
import { wordsOfData } from "./words.ts";

/** Shopify gives so long to answer (shopify.dev, "Privacy law compliance"): as long the merchant can download the answer. */
export const ANSWERED_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

const orderIdsSchema = z.array(z.string());

/**
 * Notes that a customer asked for their data, so that the merchant can download them: they are read when that is done, so that
 * they are not kept a second time. Of somebody of whom there is nothing, or who was erased, nothing is noted.
 * @returns what there is, by numbers alone
 */
export async function openDataRequest(
  transaction: Prisma.TransactionClient,
  {
    shop,
    id,
    told,
    now,
  }: {
    readonly shop: string;
    readonly id: string;
    readonly told: ToldCustomer;
    readonly now: Date;
  },
): Promise<string> {
  const person = await findPerson(transaction, shop, told);
  const data = await dataOf(transaction, shop, person);
  const erased = await erasedAmong(transaction, shop, person.customerIds);
  if (erased.size === 0 && Object.values(data).some((rows) => rows.length > 0)) {
    const { customerId } = told;
    const expiresAt = new Date(now.getTime() + ANSWERED_DAYS * DAY_MILLISECONDS);
    await transaction.dataRequest.create({
      // Which orders are of an address is found now: the address is not kept.
      data: { shop, id, customerId, orderIds: [...person.orderIds], expiresAt },
    });
  }
  return wordsOfData(data);
}

/**
 * The answer to a request, for the merchant to hand on, as JSON that a person can read.
 * @returns null where it cannot be downloaded any more, or nothing was found
 */
export async function answerOf(
  prisma: PrismaClient,
  shop: string,
  id: string,
  now: Date,
): Promise<string | null> {
  const request = await prisma.dataRequest.findFirst({
    where: { shop, id, expiresAt: { gt: now } },
  });
  if (!request) return null;
  const { customerId } = request;
  const orderIds = orderIdsSchema.parse(request.orderIds);
  const told = { customerId, orderIds, email: null, phone: null };
  const data = await dataOf(prisma, shop, await findPerson(prisma, shop, told));
  return JSON.stringify({ store: shop, customer: customerId, asOf: now, data }, null, 2);
}

/** Deletes requests whose answer cannot be downloaded any more: they say who asked. */
export async function forgetDataRequests(prisma: PrismaClient, now: Date): Promise<void> {
  await prisma.dataRequest.deleteMany({ where: { expiresAt: { lte: now } } });
}
