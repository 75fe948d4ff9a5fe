import type { MemberMirror } from "@prisma/client";

import { log } from "../platform/log.server.ts";
import { AdminApiError } from "../shopify/admin-client.server.ts";
import type { AdminClient } from "../shopify/admin-client.server.ts";
import { addTag, removeTag } from "../shopify/documents/change-tags.server.ts";

/**
 * Gives a customer the tag of their tier in Shopify, and takes off the one that they had for another. Only what
 * Tandem set itself is taken off.
 * @returns the tag that they have then; as it was where Shopify refuses
 */
export async function tagMember(
  client: AdminClient,
  { customerId, tag: before }: MemberMirror,
  wanted: string | null,
): Promise<string | null> {
  if (before === wanted) return before;
  try {
    if (wanted !== null) await addTag(client, customerId, wanted);
    if (before !== null) await removeTag(client, customerId, before);
    return wanted;
  } catch (failure) {
    // One customer, deleted perhaps, holds nobody else up; an outage holds up all.
    if (!(failure instanceof AdminApiError) || failure.isTransient) throw failure;
    log.warn({ err: failure }, "a customer was not tagged");
    return before;
  }
}
