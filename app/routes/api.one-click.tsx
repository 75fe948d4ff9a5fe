import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { onlyPosts } from "../after-purchase/only-posts.server.ts";
import { refuseBody } from "../after-purchase/receive-buyer.server.ts";
import { showOneClick } from "../one-click/answer-one-click.server.ts";
import { offerOneClick } from "../one-click/offer-one-click.server.ts";
import { receivePurchase } from "../one-click/receive-purchase.server.ts";
import { databaseClock, now } from "../platform/clock.server.ts";

const schema = z.object({
  isSeen: z.boolean({ error: "Send whether the page is seen." }),
});

export const loader = onlyPosts(receivePurchase);

/** What is offered with one click: before the payment, and again when the page is seen. */
export async function action({ request }: ActionFunctionArgs) {
  const { context, purchase, body, cors } = await receivePurchase(request);
  const parsed = schema.safeParse(body);
  if (!parsed.success) return cors(refuseBody(parsed.error.issues[0]!));
  const offer = parsed.data.isSeen
    ? await showOneClick(context, purchase, databaseClock)
    : await offerOneClick(context, purchase, now());
  return cors(json({ offer }));
}
