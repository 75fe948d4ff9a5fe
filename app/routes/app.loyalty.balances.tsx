import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { importBalances, importBalancesSchema } from "../loyalty/import/import-balances.server.ts";
import { now } from "../platform/clock.server.ts";
import { readJson } from "../platform/read-request.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = importBalancesSchema.safeParse(await readJson(request));
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "The request is not complete.";
    return json({ ok: false as const, message }, { status: 400 });
  }
  // Shopify is asked for a batch's customers before anything of it is stored.
  const outcome = await ifAnswered(importBalances(context, parsed.data, context.staffId, now()));
  if (outcome === null) return json({ ok: false as const, message: SHOPIFY_IS_AWAY });
  if (parsed.data.isConfirmed) await context.jobs.ask("mirror", { shop: context.shop });
  return json(outcome);
}
