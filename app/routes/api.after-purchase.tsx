import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import {
  afterPurchaseSchema,
  loadAfterPurchase,
} from "../after-purchase/load-after-purchase.server.ts";
import { onlyPosts } from "../after-purchase/only-posts.server.ts";
import { receiveBuyer, refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { now } from "../platform/clock.server.ts";

export const loader = onlyPosts(receiveBuyer);

/** What is personal on the thank-you and order-status pages. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, body, cors } = await receiveBuyer(request);
  const parsed = afterPurchaseSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  return cors(json(await loadAfterPurchase(context, parsed.data, now())));
}
