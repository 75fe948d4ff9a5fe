import { getConfig } from "../platform/config.server.ts";
import { readJson } from "../platform/read-request.server.ts";
import { readBuyerToken } from "../shopify/buyer-token.ts";
import { limitBuyer } from "../shopify/limit-buyer.server.ts";
import { openShop } from "../shopify/open-shop.server.ts";
import { authenticate } from "../shopify/shopify.server.ts";

/**
 * Reads a request of one of our UI extensions. Its session token says the shop, and, where the buyer is signed in and
 * Shopify lets the app know, who they are. The answer has to go through `cors`.
 * @throws a Response: for a browser's question before the request, 401 for a token that is none, or that is of another
 * kind, 404 for a shop that does not have the app, 429 for who asks too often
 */
export async function receiveBuyer(request: Request) {
  const { sessionToken, cors } = await authenticate.public.checkout(request);
  const buyer = readBuyerToken(sessionToken, getConfig().SHOPIFY_API_KEY);
  if (!buyer) throw cors(new Response("This token is of no buyer.", { status: 401 }));
  const { shop, customerId } = buyer;
  await limitBuyer({ shop, buyer: customerId }, cors);
  const context = { ...(await openShop(shop, cors)), customerId };
  const body: unknown = await readJson(request);
  return { context, body, cors };
}

/** A request that is not of the form that was expected: which field, and what it should be. */
export function refuseBody(issue: {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}) {
  return Response.json({ field: issue.path.join("."), message: issue.message }, { status: 400 });
}
