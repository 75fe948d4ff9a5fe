import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { collectionQuestionSchema, describeCollection } from "../offers/mixed-collection.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { readJsonAs } from "../platform/read-request.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireShop(request);
  return json(
    await describeCollection(context, await readJsonAs(request, collectionQuestionSchema)),
  );
}
