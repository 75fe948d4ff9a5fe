import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { collectionQuestionSchema, describeCollection } from "../offers/mixed-collection.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  return json(
    await describeCollection(context, collectionQuestionSchema.parse(await request.json())),
  );
}
