import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { simulateProgramme, simulationSchema } from "../loyalty/simulate-year.server.ts";
import { now } from "../platform/clock.server.ts";
import { readJsonAs } from "../platform/read-request.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

/** Tries a programme on the shop's own orders. */
export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const question = await readJsonAs(request, simulationSchema);
  const year = await ifAnswered(simulateProgramme(context, question, now()));
  return json(year ?? { ok: false as const, message: SHOPIFY_IS_AWAY });
}
