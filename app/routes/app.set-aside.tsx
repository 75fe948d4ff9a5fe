import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { now } from "../platform/clock.server.ts";
import { readJsonAs } from "../platform/read-request.server.ts";
import { setAsideChoice } from "../set-aside/kinds.ts";
import { tryAgain } from "../set-aside/try-again.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

/** Tries one thing again that was set aside, or all of them. */
export async function action({ request }: ActionFunctionArgs) {
  const { prisma, jobs, shop } = await requireShop(request);
  const choice = await readJsonAs(request, setAsideChoice);
  for (const job of await tryAgain(prisma, shop, choice, now())) await jobs.ask(job, { shop });
  return json({ ok: true });
}
