import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

export interface ShopSettings {
  readonly currencyCode: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** The shop's own settings that prices and dates depend on. */
export async function getShop(client: AdminClient): Promise<ShopSettings> {
  const { shop } = await client.run(GET_SHOP, {}, schema);
  return { currencyCode: shop.currencyCode, timeZone: shop.ianaTimezone };
}

/** The shop's global id, to own metafields by. */
export async function getShopId(client: AdminClient): Promise<string> {
  return (await client.run(GET_SHOP, {}, schema)).shop.id;
}

/** The address at which Shopify itself writes to the shop's owner. */
export async function getShopAddress(client: AdminClient): Promise<string> {
  return (await client.run(GET_SHOP, {}, schema)).shop.email;
}

/** ISO 4217 codes of the currencies that shoppers can pay in. */
export async function getPresentmentCurrencies(client: AdminClient): Promise<string[]> {
  return (await client.run(GET_SHOP, {}, schema)).shop.enabledPresentmentCurrencies;
}

const schema = z.object({
  shop: z.object({
    id: z.string(),
    currencyCode: z.string(),
    enabledPresentmentCurrencies: z.array(z.string()),
    ianaTimezone: z.string(),
    email: z.string(),
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/shop
const GET_SHOP = `#graphql
  query GetShop {
    shop {
      id
      currencyCode
      enabledPresentmentCurrencies
      ianaTimezone
      email
    }
  }
`;
