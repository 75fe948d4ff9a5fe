import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { noteOutcome, outcomeSchema } from "../one-click/answer-one-click.server.ts";
import { receivePurchase } from "../one-click/receive-purchase.server.ts";
import { now } from "../platform/clock.server.ts";

/** A browser asks first whether it may. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { cors } = await receivePurchase(request);
  return cors(new Response(null, { status: 405 }));
}

/** What became of an offer, as the page tells it. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, purchase, body, cors } = await receivePurchase(request);
  const parsed = outcomeSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  const answer = await noteOutcome(context, purchase, parsed.data, now);
  return cors(
    answer ? json(answer) : json({ message: "Nothing was offered for it." }, { status: 404 }),
  );
}
