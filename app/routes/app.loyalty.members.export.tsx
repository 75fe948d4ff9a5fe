import { json } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";

import { exportMembers } from "../loyalty/export-members.server.ts";
import { now } from "../platform/clock.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const after = new URL(request.url).searchParams.get("after") ?? "";
  return json(await exportMembers(context, after, now()));
}
