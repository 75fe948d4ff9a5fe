import type { UserError } from "../admin-client.server.ts";

/** What came of asking Shopify to give a customer something: its id, or why it refuses for good. */
export type GrantOutcome =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly message: string };

/** A refusal by Shopify's rules, in its words. */
export function refusalOf(userErrors: readonly UserError[]): GrantOutcome {
  const message = userErrors.map((one) => one.message).join("; ");
  return { ok: false, message: message || "Shopify gave no reason." };
}
