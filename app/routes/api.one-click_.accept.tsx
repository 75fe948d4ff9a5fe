import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { onlyPosts } from "../after-purchase/only-posts.server.ts";
import { refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { acceptOneClick, acceptSchema } from "../one-click/answer-one-click.server.ts";
import { receivePurchase } from "../one-click/receive-purchase.server.ts";
import { databaseClock } from "../platform/clock.server.ts";

export const loader = onlyPosts(receivePurchase);

/** Signs what a buyer accepts, for Shopify to add to the order and to charge. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, purchase, body, cors } = await receivePurchase(request);
  const parsed = acceptSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  const acceptance = await acceptOneClick(context, purchase, parsed.data, databaseClock);
  return cors(json(acceptance, { status: acceptance.state === "signed" ? 200 : 409 }));
}
