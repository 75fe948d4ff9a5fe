import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { collectionQuestionSchema, describeCollection } from "../offers/mixed-collection.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJsonAs } from "../platform/read-request.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const question = await readJsonAs(request, collectionQuestionSchema);
  const answer = await ifAnswered(describeCollection(context, question));
  return json(answer ?? { ok: false as const, message: SHOPIFY_IS_AWAY });
}
