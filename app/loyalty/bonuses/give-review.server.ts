import type { PrismaClient } from "@prisma/client";
import { globalId, numericId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import type { ReviewRefusal } from "../../../core/loyalty/review.ts";
import { judgeReview } from "../../../core/loyalty/review.ts";
import type { Clock } from "../../platform/clock.server.ts";
import { lockedTime } from "../../platform/lock.server.ts";
import type { AdminClient } from "../../shopify/admin-client.server.ts";
import { findCustomerByEmail } from "../../shopify/documents/get-customers.server.ts";
import { enterBonus } from "../enter-bonus.server.ts";
import { currentProgramme } from "../programme-store.server.ts";

const MONTH_MILLISECONDS = 30 * 86_400_000;

/** A number, or Shopify's global id of the type. */
const idSchema = (type: "Customer" | "Product") =>
  z
    .union([z.number().int().positive(), z.string()], {
      error: `Send Shopify’s id of the ${type.toLowerCase()}.`,
    })
    .transform((value, context) => {
      const number = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,20})$/.exec(String(value))?.[1];
      if (number) return globalId(type, number);
      const message = `Send Shopify’s id of the ${type.toLowerCase()}: a number, or gid://shopify/${type}/….`;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });

export const reviewSchema = z
  .object({
    productId: idSchema("Product"),
    customerId: idSchema("Customer").optional(),
    email: z.email("Send an e-mail address.").optional(),
  })
  .refine(({ customerId, email }) => customerId !== undefined || email !== undefined, {
    path: ["customerId"],
    message: "Send the customer’s id or e-mail address.",
  });

export type ReviewAnswer =
  | { readonly ok: true; readonly points: number }
  | {
      readonly ok: false;
      readonly reason: ReviewRefusal | "no-customer";
      readonly message: string;
    };

const MESSAGES: Record<ReviewRefusal | "no-customer", string> = {
  "not-offered": "The programme gives nothing for reviews.",
  "no-customer": "Shopify knows no customer with this address.",
  "not-bought": "The customer has not bought this product.",
  known: "The customer has had points for a review of this product.",
  "too-many": "The customer has had points for as many reviews as count in 30 days.",
};

/**
 * Gives a customer points for a review of something that they bought: once for each product, whatever the review says.
 * The same news again gives nothing more.
 */
export async function giveReview(
  { prisma, shop, client }: { prisma: PrismaClient; shop: string; client: AdminClient },
  { productId, customerId: told, email }: z.infer<typeof reviewSchema>,
  clock: Clock,
): Promise<ReviewAnswer> {
  const refuse = (reason: ReviewRefusal | "no-customer"): ReviewAnswer => ({
    ok: false,
    reason,
    message: MESSAGES[reason],
  });
  const customerId = told ?? (await findCustomerByEmail(client, email!))?.id;
  if (!customerId) return refuse("no-customer");
  return prisma.$transaction(async (transaction): Promise<ReviewAnswer> => {
    const now = await lockedTime(transaction, clock, shop, customerId);
    const programme = await currentProgramme(transaction, shop);
    const orders = await transaction.orderFact.findMany({
      where: { shop, customerId, standing: "counts" },
      select: { facts: true },
    });
    const key = `review/${numericId(customerId)}/${numericId(productId)}`;
    const reviews = await transaction.ledgerEntry.findMany({
      where: { shop, customerId, kind: "reviewed" },
      select: { key: true, createdAt: true },
    });
    const since = now.getTime() - MONTH_MILLISECONDS;
    const refusal = judgeReview(programme?.rules ?? null, {
      hasBought: orders.some(({ facts }) =>
        (facts as unknown as AttributableOrder).lines.some((line) => line.productId === productId),
      ),
      isKnown: reviews.some((one) => one.key === key),
      inMonth: reviews.filter((one) => one.createdAt.getTime() > since).length,
    });
    if (refusal) return refuse(refusal);
    const { version, rules } = programme!;
    const points = rules.bonuses.reviewPoints;
    const bonus = { key, customerId, kind: "reviewed" as const, points };
    await enterBonus(
      transaction,
      shop,
      { ...bonus, availableAt: now, programmeVersion: version },
      now,
    );
    return { ok: true, points };
  });
}
