import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { ShopifyError } from "@shopify/shopify-api";

import { addressOf } from "../platform/read-request.server.ts";
import { requireMerchant } from "../shopify/require-merchant.server.ts";
import { shopDomainSchema } from "../shopify/shop-domain.ts";

/**
 * Pages of Shopify's library, on which App Bridge gets a token or leaves its frame. They name the shop of the address as the one that
 * may frame them, so it has to be one. Who is signed in already goes on to the app.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = addressOf(request);
  if (!shopDomainSchema.safeParse(searchParams.get("shop")).success) throw redirect("/auth/login");
  try {
    await requireMerchant(request);
  } catch (failure) {
    if (!(failure instanceof ShopifyError)) throw failure;
    throw new Response("This address leads to another site. Open Tandem from your Shopify admin.", {
      status: 400,
    });
  }
  throw redirect(`/app${search}`);
}
