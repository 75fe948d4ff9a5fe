import { getServices } from "../platform/services.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getShop } from "../shopify/documents/get-shop.server.ts";
import type { ShopSettings } from "../shopify/documents/get-shop.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import { timeOfToken } from "./installation.server.ts";

/**
 * Runs when a shop has given the app a token: at installation, and at each renewal. A shop that
 * comes back after an uninstall finds its offers as they were, and they are published anew. Where the Admin API does not answer, what
 * is known of the shop holds until the next token: one is due each hour, and Tandem is to open all the same.
 * @throws a Response: 503 for a shop that nothing is known of, which is welcomed with the next request
 */
export async function welcomeShop(shop: string, client: AdminClient): Promise<ShopSettings> {
  const { database, jobs } = await getServices();
  const told = await ifAnswered(getShop(client));
  const settings = await database.prisma.$transaction(async (transaction) => {
    const installedAt = await timeOfToken(transaction, shop);
    const known = await transaction.shop.findUnique({ where: { shop } });
    const { currencyCode, timeZone } = told ?? known ?? tellAway();
    await transaction.shop.upsert({
      where: { shop },
      create: { shop, currencyCode, timeZone, installedAt },
      update: { currencyCode, timeZone, isInstalled: true, installedAt },
    });
    const changed = known?.currencyCode !== currencyCode || known.timeZone !== timeZone;
    if (changed || !known.isInstalled) await notePublishRequest(transaction, shop);
    return { currencyCode, timeZone };
  });
  await jobs.ask("publish", { shop });
  return settings;
}

function tellAway(): never {
  throw new Response(SHOPIFY_IS_AWAY, { status: 503 });
}
