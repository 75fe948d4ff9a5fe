import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import {
  changePairs,
  loadPairings,
  pairChangeSchema,
} from "../pairings/incompatible-pairs.server.ts";
import { Pairings } from "../pairings/Pairings.tsx";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return json(await loadPairings(await requireShop(request)));
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = pairChangeSchema.safeParse(await readJson(request));
  if (!parsed.success)
    return json(
      { refusal: parsed.error.issues[0]?.message ?? "Choose products." },
      { status: 400 },
    );
  const refusal = await changePairs(context, parsed.data);
  if (refusal === null) await context.jobs.ask("publish", { shop: context.shop });
  return json({ refusal }, { status: refusal === null ? 200 : 400 });
}

export default function PairingsRoute() {
  return <Pairings {...useLoaderData<typeof loader>()} />;
}
