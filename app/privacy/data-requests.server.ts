import type { DataRequest, Prisma, PrismaClient } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { parseJson } from "../../core/text/clean-text.ts";
import { emailHashesOf } from "../loyalty/referrals/order-contact.server.ts";
import { cipherFor } from "../platform/encryption.server.ts";
import { dataOf } from "./data-of.server.ts";
import { erasedAmong } from "./erased.server.ts";
import { findPerson } from "./person.server.ts";
import type { ToldCustomer } from "./read-told.server.ts";
import { wordsOfData } from "./words.ts";

/** Shopify gives so long to answer (shopify.dev, "Privacy law compliance"): as long the merchant can download the answer. */
export const ANSWERED_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

const orderIdsSchema = z.array(z.string());
const contactSchema = z.object({ email: z.string().nullable(), phone: z.string().nullable() });
type Contact = z.infer<typeof contactSchema>;

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
    const { customerId, email } = told;
    const expiresAt = new Date(now.getTime() + ANSWERED_DAYS * DAY_MILLISECONDS);
    await transaction.dataRequest.create({
      data: {
        shop,
        id,
        customerId,
        orderIds: [...person.orderIds],
        expiresAt,
        contact: sealedContact(told),
        emailHash: email === null ? null : (emailHashesOf(shop, email)[0] ?? null),
      },
    });
  }
  return wordsOfData(data);
}

/** By the address and number the same is found when the answer is downloaded as was listed. */
function sealedContact({ email, phone }: Contact): string | null {
  if (email === null && phone === null) return null;
  return cipherFor("told-contact").encrypt(JSON.stringify({ email, phone }));
}

/** @throws where the key was dropped by which it was encrypted: without it, less would be found than there is */
function openContact(sealed: string | null): Contact {
  if (sealed === null) return { email: null, phone: null };
  return contactSchema.parse(parseJson(cipherFor("told-contact").decrypt(sealed)));
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
  const contact = openContact(request.contact);
  const told = { customerId, orderIds, ...contact };
  const data = await dataOf(prisma, shop, await findPerson(prisma, shop, told));
  const who = { customer: customerId, ...contact };
  return JSON.stringify({ store: shop, ...who, asOf: now, data }, null, 2);
}

/**
 * Name of the file of an answer: it says of which day, and whose.
 * @param day of the request, at the shop: 2026-11-28
 */
export function answerFileName(
  request: Pick<DataRequest, "customerId" | "orderIds">,
  day: string,
): string {
  const [orderId] = orderIdsSchema.parse(request.orderIds);
  const whose = request.customerId
    ? `-customer-${numericId(request.customerId)}`
    : orderId
      ? `-order-${numericId(orderId)}`
      : "";
  return `customer-data-${day}${whose}.json`;
}

/** Deletes requests whose answer cannot be downloaded any more: they say who asked. */
export async function forgetDataRequests(prisma: PrismaClient, now: Date): Promise<void> {
  await prisma.dataRequest.deleteMany({ where: { expiresAt: { lte: now } } });
}
