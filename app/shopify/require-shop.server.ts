import { getServices } from "../platform/services.server.ts";
import type { Jobs } from "../platform/jobs.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { welcomeShop } from "../settings/welcome-shop.server.ts";
import { createAdminClient } from "./admin-client.server.ts";
import { requireMerchant } from "./require-merchant.server.ts";

/**
 * Who asks, and what the features need to answer: every admin route begins with it. Everything in it
 * is scoped to the shop of the session token.
 */
export async function requireShop(
  request: Request,
): Promise<OfferContext & { jobs: Jobs; staffId: string }> {
  const { shop, staffId, admin } = await requireMerchant(request);
  const { database, jobs } = await getServices();
  const client = createAdminClient(admin.graphql);
  // Of the requests that a page makes at once, only one runs the welcome of a new token, and the
  // others may get here before it is done.
  const known = await database.prisma.shop.findUnique({ where: { shop } });
  const { currencyCode, timeZone } = known?.isInstalled ? known : await welcomeShop(shop, client);
  return {
    prisma: database.prisma,
    jobs,
    shop,
    client,
    currencyCode,
    timeZone,
    staffId,
  };
}
