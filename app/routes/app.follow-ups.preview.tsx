import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { mailPreviewSchema, previewMail } from "../follow-ups/preview-mail.server.ts";
import { databaseClock } from "../platform/clock.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { signedInAddress } from "../shopify/signed-in-address.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

/** A mail of the editor's, shown, or sent to whoever tries it. */
export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = mailPreviewSchema.safeParse(await readJson(request));
  if (!parsed.success) return json({ ok: false, message: parsed.error.issues[0]!.message });
  const ownAddress = () => signedInAddress(request, context.shop);
  const shown = await ifAnswered(previewMail(context, parsed.data, ownAddress, databaseClock));
  return json(shown ?? { ok: false as const, message: SHOPIFY_IS_AWAY });
}
