import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { refuseSave } from "../ui/refuse-save.server.ts";
import type { SavedAnswer } from "../ui/use-saved.ts";
import { loadOneClick } from "../one-click/load-one-click.server.ts";
import { OneClick } from "../one-click/OneClick.tsx";
import { oneClickRulesSchema, saveOneClick } from "../one-click/save-one-click.server.ts";
import { now } from "../platform/clock.server.ts";
import { addressOf, readJson } from "../platform/read-request.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  return json(await loadOneClick(context, addressOf(request), now()));
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, jobs, shop } = await requireShop(request);
  const parsed = oneClickRulesSchema.safeParse(await readJson(request));
  if (!parsed.success) return refuseSave(parsed.error);
  await saveOneClick(prisma, shop, parsed.data);
  await jobs.ask("publish", { shop });
  return json<SavedAnswer>({ ok: true });
}

export default function OneClickRoute() {
  return <OneClick {...useLoaderData<typeof loader>()} />;
}
