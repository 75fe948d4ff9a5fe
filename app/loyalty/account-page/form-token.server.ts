import { createHmac, randomUUID } from "node:crypto";

import { getConfig } from "../../platform/config.server.ts";
import { isSameSecret } from "../../platform/same-secret.server.ts";

function signatureOf(shop: string, owner: string, id: string): Buffer {
  return createHmac("sha256", getConfig().SHOPIFY_API_SECRET)
    .update(`form ${shop} ${owner} ${id}`)
    .digest();
}

/**
 * What a form of a customer, or of a friend whom their link brought, sends along: an id for what it wishes, so that sent twice it is one wish, and a proof that we made the
 * form for its owner, so that no other page can send it in their name.
 */
export function createFormToken(shop: string, owner: string): string {
  const id = randomUUID();
  return `${id}.${signatureOf(shop, owner, id).toString("hex")}`;
}

/** The id of a form of ours for this owner; null for one that is not. */
export function readFormToken(shop: string, owner: string, token: string): string | null {
  const [id = "", signature = ""] = token.split(".");
  const expected = signatureOf(shop, owner, id);
  const given = Buffer.from(signature, "hex");
  return isSameSecret(given, expected) ? id : null;
}
