import { createHmac } from "node:crypto";

import { getConfig } from "../platform/config.server.ts";

/** A keyed hash of an e-mail address, by which it is known again and cannot be read. Capitals make no other address. */
export function addressHashOf(shop: string, email: string): string {
  return createHmac("sha256", getConfig().SHOPIFY_API_SECRET)
    .update(`mail address ${shop} ${email.trim().toLowerCase()}`)
    .digest("hex");
}
