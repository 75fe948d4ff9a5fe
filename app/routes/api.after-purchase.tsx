import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import {
  afterPurchaseSchema,
  loadAfterPurchase,
} from "../after-purchase/load-after-purchase.server.ts";
import { receiveBuyer, refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { now } from "../platform/clock.server.ts";

/** A browser asks first whether it may. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { cors } = await receiveBuyer(request);
  return cors(new Response(null, { status: 405 }));
}

/** What is personal on the thank-you and order-status pages. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, body, cors } = await receiveBuyer(request);
  const parsed = afterPurchaseSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  return cors(json(await loadAfterPurchase(context, parsed.data, now())));
}
