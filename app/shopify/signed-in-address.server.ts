import { z } from "zod";

import { parseJson } from "../../core/text/clean-text.ts";
import { getConfig } from "../platform/config.server.ts";
import { withinLimit } from "../platform/time-limit.server.ts";
import { ADMIN_LIMITS } from "./admin-client.server.ts";

/** What comes with an online token (shopify.dev, "Exchange a session token for an access token"). */
const answerSchema = z.object({
  associated_user: z.object({ email: z.string(), email_verified: z.boolean() }),
});

/**
 * The address of the member of staff whose session token a request of the admin has, as Shopify knows it. The token that comes with
 * it is not kept.
 * @returns null where they have not confirmed the address, or Shopify does not say
 * @throws {TimeLimitError} when Shopify does not answer
 */
export async function signedInAddress(request: Request, shop: string): Promise<string | null> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = getConfig();
  const sessionToken = (request.headers.get("Authorization") ?? "").replace(/^Bearer /, "");
  const body = {
    client_id: SHOPIFY_API_KEY,
    client_secret: SHOPIFY_API_SECRET,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: sessionToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
  };
  return withinLimit(ADMIN_LIMITS.call, async (signal) => {
    const response = await fetch(`https://${shop}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) return null;
    const { associated_user: user } = answerSchema.parse(parseJson(await response.text()));
    return user.email_verified ? user.email : null;
  });
}
