import { combinationKey } from "../../core/offers/combination-rules.ts";
import type { DiscountClass } from "../../core/offers/discount-classes.ts";
import type { Database } from "../platform/database.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { createDiscount } from "../shopify/documents/create-discount.server.ts";
import { createMetafieldDefinition } from "../shopify/documents/create-metafield-definition.server.ts";
import { findDiscount } from "../shopify/documents/find-discount.server.ts";
import { updateDiscount } from "../shopify/documents/update-discount.server.ts";
import { combinesWithOf } from "../settings/combination.server.ts";

const DISCOUNT_TITLE = "Tandem offers";
/** Handle of extensions/pricing. */
const FUNCTION_HANDLE = "tandem-pricing";

const JSON_DEFINITIONS = [
  { ownerType: "PRODUCT", key: "pricing", name: "Tandem: prices at checkout" },
  { ownerType: "PRODUCT", key: "display", name: "Tandem: offers on the product page" },
  { ownerType: "PRODUCT", key: "incompatible", name: "Tandem: products that never go with it" },
  { ownerType: "SHOP", key: "rewards", name: "Tandem: cart rewards at checkout" },
  { ownerType: "SHOP", key: "reward_display", name: "Tandem: cart rewards in the cart" },
  { ownerType: "SHOP", key: "loyalty", name: "Tandem: how the loyalty programme works" },
  { ownerType: "CUSTOMER", key: "loyalty", name: "Tandem: points and tier" },
  { ownerType: "DISCOUNT", key: "audience_tags", name: "Tandem: tags that audiences ask about" },
] as const;
const REFERENCE_DEFINITIONS = [
  { ownerType: "PRODUCT", key: "companions", name: "Tandem: products of those offers" },
  { ownerType: "SHOP", key: "reward_gifts", name: "Tandem: gifts of those rewards" },
] as const;
/** Post-purchase pages are shown what is public alone (types of @shopify/post-purchase-ui-extensions): our address, and a switch. */
const PUBLIC_DEFINITION = {
  ownerType: "SHOP",
  key: "after_purchase",
  name: "Tandem: pages after the purchase",
  type: "json",
  access: { storefront: "PUBLIC_READ" },
} as const;
const DEFINITIONS = [
  PUBLIC_DEFINITION,
  ...JSON_DEFINITIONS.map((one) => ({ ...one, type: "json" }) as const),
  ...REFERENCE_DEFINITIONS.map((one) => ({ ...one, type: "list.product_reference" }) as const),
];

/**
 * Keeps the one automatic discount in being that our Function prices, with the classes that its offers need
 * and the combination that the merchant chose, and the definitions of our metafields. It is looked for before
 * it is created, so a crash in between leaves no second one.
 * @returns the discount's id
 */
export async function ensureDiscount(
  { prisma }: Database,
  shop: string,
  client: AdminClient,
  discountClasses: readonly DiscountClass[],
  now: Date,
): Promise<string> {
  const known = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  if (!known.hasDefinitions) {
    for (const definition of DEFINITIONS) await createMetafieldDefinition(client, definition);
    await prisma.shop.update({ where: { shop }, data: { hasDefinitions: true } });
  }
  const combinesWith = combinesWithOf(known);
  const publishedCombination = `${discountClasses.join("+")} ${combinationKey(combinesWith)}`;
  if (known.discountId && known.publishedCombination === publishedCombination)
    return known.discountId;
  // What we know of it may be out of date: a merchant can delete a discount.
  const found = await findDiscount(client, DISCOUNT_TITLE);
  if (found) await updateDiscount(client, found, { combinesWith, discountClasses });
  const discountId =
    found ??
    (await createDiscount(client, {
      title: DISCOUNT_TITLE,
      functionHandle: FUNCTION_HANDLE,
      discountClasses,
      combinesWith,
      startsAt: now.toISOString(),
    }));
  // What stood with one that is gone went with it.
  if (known.discountId && known.discountId !== discountId)
    await prisma.publishedDocument.deleteMany({ where: { shop, ownerId: known.discountId } });
  await prisma.shop.update({ where: { shop }, data: { discountId, publishedCombination } });
  return discountId;
}
