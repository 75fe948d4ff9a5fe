import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { renewReviewKey } from "../loyalty/bonuses/review-key.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

/** Makes a new key for review apps; the one before is void. */
export async function action({ request }: ActionFunctionArgs) {
  const { prisma, shop } = await requireShop(request);
  return json(await renewReviewKey(prisma, shop));
}
