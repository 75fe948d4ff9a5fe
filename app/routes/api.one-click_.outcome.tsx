import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { onlyPosts } from "../after-purchase/only-posts.server.ts";
import { refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { noteOutcome, outcomeSchema } from "../one-click/answer-one-click.server.ts";
import { receivePurchase } from "../one-click/receive-purchase.server.ts";
import { databaseClock } from "../platform/clock.server.ts";

export const loader = onlyPosts(receivePurchase);

/** What became of an offer, as the page tells it. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, purchase, body, cors } = await receivePurchase(request);
  const parsed = outcomeSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  const answer = await noteOutcome(context, purchase, parsed.data, databaseClock);
  return cors(
    answer ? json(answer) : json({ message: "Nothing was offered for it." }, { status: 404 }),
  );
}
