import { getServices } from "../platform/services.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getShop } from "../shopify/documents/get-shop.server.ts";
import type { ShopSettings } from "../shopify/documents/get-shop.server.ts";
import { notePublishRequest } from "../publishing/request-publish.server.ts";
import { timeOfToken } from "./installation.server.ts";

/**
 * Runs when a shop has given the app a token: at installation, and at each renewal. A shop that
 * comes back after an uninstall finds its offers as they were, and they are published anew.
 */
export async function welcomeShop(shop: string, client: AdminClient): Promise<ShopSettings> {
  const { database, jobs } = await getServices();
  const settings = await getShop(client);
  await database.prisma.$transaction(async (transaction) => {
    const installedAt = await timeOfToken(transaction, shop);
    const known = await transaction.shop.findUnique({ where: { shop } });
    await transaction.shop.upsert({
      where: { shop },
      create: { shop, ...settings, installedAt },
      update: { ...settings, isInstalled: true, installedAt },
    });
    const changed =
      known?.currencyCode !== settings.currencyCode || known.timeZone !== settings.timeZone;
    if (changed || !known.isInstalled) await notePublishRequest(transaction, shop);
  });
  await jobs.ask("publish", { shop });
  return settings;
}
