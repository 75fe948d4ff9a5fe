import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { ImportOffers } from "../offers/exchange/ImportOffers.tsx";
import { importOffers, importSchema } from "../offers/exchange/import-offers.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = importSchema.safeParse(await readJson(request));
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "The request is not complete.";
    return json({ ok: false as const, message }, { status: 400 });
  }
  const outcome = await importOffers(context, parsed.data);
  if (parsed.data.isConfirmed) await context.jobs.ask("publish", { shop: context.shop });
  return json(outcome);
}

export default function ImportRoute() {
  return <ImportOffers />;
}
