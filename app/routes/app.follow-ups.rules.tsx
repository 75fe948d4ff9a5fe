import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { followUpRulesSchema } from "../../core/follow-ups/sequence-schema.ts";
import { saveFollowUpRules } from "../follow-ups/rules-store.server.ts";
import { refuseSave } from "../ui/refuse-save.server.ts";
import type { SavedAnswer } from "../ui/use-saved.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJson } from "../platform/read-request.server.ts";

/** How a shop's mail is sent. */
export async function action({ request }: ActionFunctionArgs) {
  const { prisma, shop } = await requireShop(request);
  const parsed = followUpRulesSchema.safeParse(await readJson(request));
  if (!parsed.success) return refuseSave(parsed.error);
  await saveFollowUpRules(prisma, shop, parsed.data);
  return json<SavedAnswer>({ ok: true });
}
