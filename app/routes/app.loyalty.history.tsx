import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { askForHistory } from "../orders/history/import-history.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

/** Asks for the shop's past orders to be read. */
export async function action({ request }: ActionFunctionArgs) {
  const { prisma, jobs, shop } = await requireShop(request);
  await askForHistory(prisma, shop);
  await jobs.ask("history", { shop });
  return json({ ok: true });
}
