import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { receiveBuyer, refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { redeemSchema } from "../after-purchase/redeem-schema.ts";
import { redeemPoints } from "../loyalty/redeem/redeem-points.server.ts";
import { now } from "../platform/clock.server.ts";

/** A browser asks first whether it may. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { cors } = await receiveBuyer(request);
  return cors(new Response(null, { status: 405 }));
}

/** Turns points into money, for who is signed in. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, body, cors } = await receiveBuyer(request);
  const { customerId } = context;
  if (!customerId) return cors(json({ message: "Sign in first." }, { status: 401 }));
  const parsed = redeemSchema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  return cors(json(await redeemPoints(context, { ...parsed.data, customerId }, now)));
}
