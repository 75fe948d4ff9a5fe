import { getServices } from "../platform/services.server.ts";
import type { Jobs } from "../platform/jobs.server.ts";
import type { OfferContext } from "../offers/save-offer.server.ts";
import { createAdminClient } from "./admin-client.server.ts";
import { authenticate } from "./shopify.server.ts";

/**
 * Who asks, and what the features need to answer: every admin route begins with it. Everything in it
 * is scoped to the shop of the session token.
 */
export async function requireShop(request: Request): Promise<OfferContext & { jobs: Jobs }> {
  const { session, admin } = await authenticate.admin(request);
  const { database, jobs } = await getServices();
  const { currencyCode, timeZone } = await database.prisma.shop.findUniqueOrThrow({ where: { shop: session.shop } });
  return { prisma: database.prisma, jobs, shop: session.shop, client: createAdminClient(admin.graphql), currencyCode, timeZone };
}
