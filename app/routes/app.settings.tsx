import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { combinesWithSchema } from "../../core/offers/combination-rules.ts";
import { saveCombination } from "../settings/combination.server.ts";
import { loadSettings } from "../settings/load-settings.server.ts";
import { Settings } from "../settings/Settings.tsx";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return json(await loadSettings(await requireShop(request)));
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, jobs, shop } = await requireShop(request);
  const parsed = combinesWithSchema.safeParse(await readJson(request));
  if (!parsed.success) return json({ ok: false }, { status: 400 });
  await saveCombination(prisma, shop, parsed.data);
  await jobs.ask("publish", { shop });
  return json({ ok: true });
}

export default function SettingsRoute() {
  return <Settings {...useLoaderData<typeof loader>()} />;
}
