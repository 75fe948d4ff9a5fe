import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { previewSchema, renderPreview } from "../offers/preview.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = previewSchema.safeParse(await readJson(request));
  if (!parsed.success) return json({ reason: "The offer cannot be shown." }, { status: 400 });
  return json(await renderPreview(context, parsed.data));
}
