import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { giveReview, reviewSchema } from "../loyalty/bonuses/give-review.server.ts";
import { shopOfReviewKey } from "../loyalty/bonuses/review-key.server.ts";
import { databaseClock } from "../platform/clock.server.ts";
import { noteKnownSender } from "../platform/known-sender.server.ts";
import { getServices } from "../platform/services.server.ts";
import { readJson } from "../platform/read-request.server.ts";
import { createAdminClient } from "../shopify/admin-client.server.ts";
import { shopify } from "../shopify/shopify.server.ts";

/** Where review apps tell of reviews. */
export async function action({ request, context: from }: ActionFunctionArgs) {
  const { database, jobs } = await getServices();
  const { prisma } = database;
  const key = /^Bearer (\S{1,300})$/.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
  const shop = await shopOfReviewKey(prisma, key);
  if (shop === null)
    return refuse(401, "Authorization", "Send “Bearer ” and the key of the programme’s editor.");
  noteKnownSender(from);
  const body: unknown = await readJson(request);
  const parsed = reviewSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(400, issue!.path.join("."), issue!.message);
  }
  const { admin } = await shopify.unauthenticated.admin(shop);
  const context = { prisma, shop, client: createAdminClient(admin.graphql) };
  const answer = await giveReview(context, parsed.data, databaseClock);
  if (answer.ok) await jobs.ask("mirror", { shop });
  return json(answer, { status: answer.ok ? 200 : 422 });
}

function refuse(status: number, field: string, message: string) {
  return json({ ok: false, field, message }, { status });
}
