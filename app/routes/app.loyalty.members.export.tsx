import { json } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";

import { exportMembers } from "../loyalty/export-members.server.ts";
import { now } from "../platform/clock.server.ts";
import { addressOf } from "../platform/read-request.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const after = addressOf(request).searchParams.get("after") ?? "";
  const part = await ifAnswered(exportMembers(context, after, now()));
  // A list without names would be taken for the whole.
  if (part === null) throw new Response(SHOPIFY_IS_AWAY, { status: 503 });
  return json(part);
}
