import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/** Metafields in one call (the mutation's own description). */
export const METAFIELDS_PER_CALL = 25;

export interface MetafieldWrite {
  readonly ownerId: string;
  readonly key: string;
  readonly type: "json" | "list.product_reference";
  readonly value: string;
}

/** The namespace that only the app writes, spelt with Shopify's reserved prefix. */
export const APP_NAMESPACE = "$app:tandem";

/**
 * Writes up to {@link METAFIELDS_PER_CALL} metafields: all of them, or none.
 * @returns the positions that Shopify refused, with its reason; empty when all were written
 */
async function setMetafields(
  client: AdminClient,
  metafields: readonly MetafieldWrite[],
): Promise<{ index: number; message: string }[]> {
  const input = metafields.map((metafield) => ({ ...metafield, namespace: APP_NAMESPACE }));
  const { metafieldsSet } = await client.run(SET_METAFIELDS, { metafields: input }, schema);
  return metafieldsSet.userErrors.map((one) => ({
    index: one.elementIndex ?? 0,
    message: one.message,
  }));
}

/**
 * Writes up to {@link METAFIELDS_PER_CALL} metafields, without those that Shopify refuses.
 * @returns what was written, and why the others were not
 */
export async function setAllowedMetafields<T extends MetafieldWrite>(
  client: AdminClient,
  metafields: readonly T[],
): Promise<{ written: T[]; refusals: string[] }> {
  let left = [...metafields];
  const refusals: string[] = [];
  while (left.length > 0) {
    const refused = await setMetafields(client, left);
    if (refused.length === 0) break;
    refusals.push(
      ...refused.map(
        ({ index, message }) => `${left[index]?.ownerId ?? "A metafield"}: ${message}`,
      ),
    );
    left = left.filter((_write, index) => !refused.some((one) => one.index === index));
  }
  return { written: left, refusals };
}

const schema = z.object({
  metafieldsSet: z.object({
    userErrors: z.array(z.object({ message: z.string(), elementIndex: z.number().nullable() })),
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/metafieldsSet
const SET_METAFIELDS = `#graphql
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors {
        message
        elementIndex
      }
    }
  }
`;
