import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { pulseRulesSchema } from "../../core/follow-ups/pulse-schema.ts";
import { FollowUps } from "../follow-ups/FollowUps.tsx";
import { loadFollowUps } from "../follow-ups/load-follow-ups.server.ts";
import { savePulseRules } from "../follow-ups/pulses.server.ts";
import { now } from "../platform/clock.server.ts";
import { addressOf, readJson } from "../platform/read-request.server.ts";
import { refuseSave } from "../ui/refuse-save.server.ts";
import type { SavedAnswer } from "../ui/use-saved.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  return json(await loadFollowUps(context, addressOf(request), now()));
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, jobs, shop } = await requireShop(request);
  const parsed = pulseRulesSchema.safeParse(await readJson(request));
  if (!parsed.success) return refuseSave(parsed.error);
  await savePulseRules(prisma, shop, parsed.data);
  await jobs.ask("publish", { shop });
  return json({ ok: true } satisfies SavedAnswer);
}

export default function FollowUpsRoute() {
  return <FollowUps {...useLoaderData<typeof loader>()} />;
}
