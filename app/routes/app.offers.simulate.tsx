import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { simulate, simulationSchema } from "../offers/simulate.server.ts";
import { now } from "../platform/clock.server.ts";
import { readJson } from "../platform/read-request.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = simulationSchema.safeParse(await readJson(request));
  if (!parsed.success)
    return json({ error: "Enter whole quantities from 0 to 10,000." }, { status: 400 });
  const simulation = await ifAnswered(simulate(context, parsed.data, now()));
  return json(simulation ?? { error: SHOPIFY_IS_AWAY });
}
