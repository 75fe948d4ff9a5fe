import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";

import { error } from "../../core/offers/issue.ts";
import { fillCampaigns } from "../loyalty/campaign-collections.server.ts";
import { loadProgramme } from "../loyalty/load-loyalty.server.ts";
import { ProgrammeEditor } from "../loyalty/ProgrammeEditor.tsx";
import { saveProgramme } from "../loyalty/programme-store.server.ts";
import { now } from "../platform/clock.server.ts";
import { readJsonAs } from "../platform/read-request.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

const saveSchema = z.object({ version: z.number().int().min(0), draft: z.unknown() });

export async function loader({ request }: LoaderFunctionArgs) {
  return json(await loadProgramme(await requireShop(request)));
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, jobs, client, shop, currencyCode, staffId } = await requireShop(request);
  const { version, draft } = await readJsonAs(request, saveSchema);
  const filled = await ifAnswered(fillCampaigns(client, draft));
  if (filled === null) return json({ ok: false as const, issues: [error("", SHOPIFY_IS_AWAY)] });
  if (!filled.ok) return json(filled);
  const save = {
    shop,
    currencyCode,
    version,
    draft: filled.draft,
    author: staffId,
    now: now(),
  };
  const outcome = await saveProgramme(prisma, save);
  if (outcome.ok) {
    await jobs.ask("publish", { shop });
    await jobs.ask("mirror", { shop });
    await jobs.ask("history", { shop });
  }
  return json(outcome);
}

export default function ProgrammeRoute() {
  return <ProgrammeEditor {...useLoaderData<typeof loader>()} />;
}
