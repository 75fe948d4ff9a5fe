import type { LoaderFunctionArgs } from "@remix-run/node";

import { exportOffers } from "../offers/exchange/export-offers.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return new Response(await exportOffers(await requireShop(request)), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Cache-Control": "no-store" },
  });
}
