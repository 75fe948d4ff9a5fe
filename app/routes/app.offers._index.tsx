import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { OfferIndex } from "../offers/OfferIndex.tsx";
import { bulkChange, bulkSchema } from "../offers/bulk-change.server.ts";
import { listOfferRows } from "../offers/list-offer-rows.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return json(await listOfferRows(await requireShop(request)));
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = bulkSchema.safeParse(await readJson(request));
  if (!parsed.success)
    return json({ message: "Choose offers and an action.", isError: true }, { status: 400 });
  const outcome = await bulkChange(context, parsed.data);
  await context.jobs.ask("publish", { shop: context.shop });
  return json(outcome);
}

export default function OffersRoute() {
  return <OfferIndex {...useLoaderData<typeof loader>()} />;
}
