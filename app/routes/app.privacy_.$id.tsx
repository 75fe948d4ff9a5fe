import type { LoaderFunctionArgs } from "@remix-run/node";

import { now } from "../platform/clock.server.ts";
import { pathPart } from "../platform/read-request.server.ts";
import { answerOf } from "../privacy/data-requests.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

/** What is kept of a customer who asked for it, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, shop } = await requireShop(request);
  const answer = await answerOf(prisma, shop, pathPart(params, "id"), now());
  if (answer === null)
    throw new Response("This data can’t be downloaded any more.", { status: 404 });
  return new Response(answer, {
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
}
