import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { pulseAnswerSchema } from "../../core/follow-ups/pulse-schema.ts";
import { orderIdSchema } from "../after-purchase/load-after-purchase.server.ts";
import { onlyPosts } from "../after-purchase/only-posts.server.ts";
import { receiveBuyer, refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { answerPulse } from "../follow-ups/pulses.server.ts";
import { databaseClock } from "../platform/clock.server.ts";

const schema = pulseAnswerSchema.extend({ orderId: orderIdSchema });

export const loader = onlyPosts(receiveBuyer);

/** What a customer says of their order. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, body, cors } = await receiveBuyer(request);
  const { prisma, jobs, shop, customerId } = context;
  if (!customerId) return cors(json({ message: "Sign in first." }, { status: 401 }));
  const parsed = schema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  const { orderId, ...said } = parsed.data;
  const state = await answerPulse(prisma, shop, { orderId, customerId }, said, databaseClock);
  if (state) await jobs.ask("flow", { shop });
  return cors(
    state ? json(state) : json({ message: "Nobody asked for this order." }, { status: 404 }),
  );
}
