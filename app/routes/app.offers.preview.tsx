import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { previewSchema, renderPreview } from "../offers/preview.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = previewSchema.safeParse(await readJson(request));
  if (!parsed.success) return json({ reason: "Complete the offer to see it." }, { status: 400 });
  const preview = await ifAnswered(renderPreview(context, parsed.data));
  return json(preview ?? { reason: SHOPIFY_IS_AWAY });
}
