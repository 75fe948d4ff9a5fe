import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

/** A number of Shopify's, also as text. */
const idSchema = z.union([z.number().int().positive(), z.string().regex(/^\d{1,20}$/)]);

/**
 * What Shopify tells of a customer who asks for their data, or whose data are to be erased (shopify.dev, "Privacy law
 * compliance", customers/data_request and customers/redact). Some customers have no more than an address.
 */
const toldSchema = z.object({
  customer: z.object({
    id: idSchema.nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
  }),
  orders_requested: z.array(idSchema).nullish(),
  orders_to_redact: z.array(idSchema).nullish(),
});

/** A customer as Shopify names them. */
export interface ToldCustomer {
  /** Null where Shopify tells none. */
  readonly customerId: string | null;
  readonly orderIds: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
}

/**
 * Reads the body of a privacy request about a customer.
 * @throws a Response: 400, with what is missing, for one that names nobody
 */
export function readTold(payload: unknown): ToldCustomer {
  const parsed = toldSchema.safeParse(payload);
  if (!parsed.success)
    throw new Response(`Send the customer:\n${z.prettifyError(parsed.error)}`, { status: 400 });
  const { customer, orders_requested: requested, orders_to_redact: redacted } = parsed.data;
  const told = {
    customerId: customer.id ? globalId("Customer", customer.id) : null,
    orderIds: [...(requested ?? []), ...(redacted ?? [])].map((id) => globalId("Order", id)),
    email: customer.email?.trim() || null,
    phone: customer.phone?.trim() || null,
  };
  if (told.customerId === null && told.orderIds.length === 0 && told.email === null)
    throw new Response("The request names no customer, no order and no address.", { status: 400 });
  return told;
}
