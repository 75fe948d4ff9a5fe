import type { LoaderFunctionArgs } from "@remix-run/node";

import { ImportBalances } from "../loyalty/import/ImportBalances.tsx";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  return null;
}

export default function ImportBalancesRoute() {
  return <ImportBalances />;
}
