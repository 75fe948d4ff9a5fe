import { json } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";

import { exportMembers } from "../loyalty/export-members.server.ts";
import { now } from "../platform/clock.server.ts";
import { addressOf } from "../platform/read-request.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const after = addressOf(request).searchParams.get("after") ?? "";
  return json(await exportMembers(context, after, now()));
}
