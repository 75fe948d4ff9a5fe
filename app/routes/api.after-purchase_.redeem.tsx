import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { onlyPosts } from "../after-purchase/only-posts.server.ts";
import { receiveBuyer, refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { redeemSchema } from "../after-purchase/redeem-schema.ts";
import { redeemPoints } from "../loyalty/redeem/redeem-points.server.ts";
import { databaseClock } from "../platform/clock.server.ts";

export const loader = onlyPosts(receiveBuyer);

/** Turns points into money, for who is signed in. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, body, cors } = await receiveBuyer(request);
  const { customerId } = context;
  if (!customerId) return cors(json({ message: "Sign in first." }, { status: 401 }));
  const parsed = redeemSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  return cors(json(await redeemPoints(context, { ...parsed.data, customerId }, databaseClock)));
}
