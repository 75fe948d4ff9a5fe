import type { PrismaClient } from "@prisma/client";

import type { Jobs } from "../platform/jobs.server.ts";
import { getServices } from "../platform/services.server.ts";
import { createAdminClient } from "./admin-client.server.ts";
import type { AdminClient } from "./admin-client.server.ts";
import { shopify } from "./shopify.server.ts";

/** A shop that has the app, with what it takes to answer its buyers. */
export interface OpenedShop {
  readonly prisma: PrismaClient;
  readonly jobs: Pick<Jobs, "ask">;
  readonly shop: string;
  readonly client: AdminClient;
  readonly currencyCode: string;
}

/**
 * Opens the shop that somebody who is known by now asks at.
 * @param cors what an answer to pages of other sites goes through
 * @throws a Response: 404 for a shop that does not have the app
 */
export async function openShop(
  shop: string,
  cors: (response: Response) => Response = (response) => response,
): Promise<OpenedShop> {
  const { database, jobs } = await getServices();
  const { prisma } = database;
  const settings = await prisma.shop.findUnique({ where: { shop } });
  if (!settings?.isInstalled)
    throw cors(new Response("This shop does not use Tandem.", { status: 404 }));
  const { admin } = await shopify.unauthenticated.admin(shop);
  const client = createAdminClient(admin.graphql);
  return { prisma, jobs, shop, client, currencyCode: settings.currencyCode };
}
