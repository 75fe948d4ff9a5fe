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

const schema = z.object({ shop: z.object({ currencyCode: z.string(), ianaTimezone: z.string() }) });

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/shop
const GET_SHOP = `#graphql
  query GetShop {
    shop {
      currencyCode
      ianaTimezone
    }
  }
`;
