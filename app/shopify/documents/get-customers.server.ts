import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { AdminClient } from "../admin-client.server.ts";

/** Ids in one call, well below the 250 that Shopify allows. */
const PAGE = 100;

/** What Shopify tells of a customer for a person to know them by. Tandem shows it, and stores none of it. */
export interface CustomerName {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** Customers by id; one that was deleted is not in the map. */
export async function getCustomers(
  client: AdminClient,
  ids: readonly string[],
): Promise<Map<string, CustomerName>> {
  const customers = new Map<string, CustomerName>();
  for (const some of chunk(ids, PAGE)) {
    const { nodes } = await client.run(GET_CUSTOMERS, { ids: some }, nodesSchema);
    for (const node of nodes) if (isCustomer(node)) customers.set(node.id, toName(node));
  }
  return customers;
}

/** The first customers whose name or e-mail has the words. */
export async function searchCustomers(
  client: AdminClient,
  words: string,
  first: number,
): Promise<CustomerName[]> {
  // Words only: what is typed must not be read as Shopify's search syntax, where a minus says "not".
  const query = words
    .replaceAll(/[^\p{L}\p{N}@._-]+/gu, " ")
    .replaceAll(/(^|\s)-+/g, " ")
    .trim();
  const { customers } = await client.run(SEARCH_CUSTOMERS, { query, first }, searchSchema);
  return customers.nodes.map(toName);
}

/** The customer who has just this e-mail address; null when there is none. */
export async function findCustomerByEmail(
  client: AdminClient,
  emailAddress: string,
): Promise<CustomerName | null> {
  const { customerByIdentifier } = await client.run(
    FIND_CUSTOMER,
    { identifier: { emailAddress } },
    findSchema,
  );
  return customerByIdentifier && toName(customerByIdentifier);
}

/**
 * The customers who have just these e-mail addresses, by address as it was given; who is not there has none. All of them are asked for
 * in one call: an address is no id, so each is a field of its own.
 * @param emailAddresses at most 50
 */
export async function findCustomersByEmail(
  client: AdminClient,
  emailAddresses: readonly string[],
): Promise<Map<string, CustomerName>> {
  if (emailAddresses.length === 0) return new Map();
  const variables = Object.fromEntries(
    emailAddresses.map((emailAddress, index) => [`one${index}`, { emailAddress }]),
  );
  const found = await client.run(findAll(emailAddresses.length), variables, findAllSchema);
  return new Map(
    emailAddresses.flatMap((address, index) => {
      const customer = found[`one${index}`];
      return customer ? [[address, toName(customer)] as const] : [];
    }),
  );
}

const customerSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
});
const nodesSchema = z.object({
  nodes: z.array(z.union([customerSchema, z.object({}).strict(), z.null()])),
});
const searchSchema = z.object({ customers: z.object({ nodes: z.array(customerSchema) }) });

const findAllSchema = z.record(z.string(), customerSchema.nullable());
const findSchema = z.object({ customerByIdentifier: customerSchema.nullable() });

/** A node that is no customer, or is gone, answers with nothing. */
function isCustomer(
  node: z.infer<typeof nodesSchema>["nodes"][number],
): node is z.infer<typeof customerSchema> {
  return node !== null && "displayName" in node;
}

function toName(node: z.infer<typeof customerSchema>): CustomerName {
  return {
    id: node.id,
    name: node.displayName,
    email: node.defaultEmailAddress?.emailAddress ?? null,
  };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_CUSTOMERS = `#graphql
  query GetCustomers($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        id
        displayName
        defaultEmailAddress {
          emailAddress
        }
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customers
const SEARCH_CUSTOMERS = `#graphql
  query SearchCustomers($query: String!, $first: Int!) {
    customers(first: $first, query: $query) {
      nodes {
        id
        displayName
        defaultEmailAddress {
          emailAddress
        }
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customerByIdentifier
const FIND_CUSTOMER = `#graphql
  query FindCustomer($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      id
      displayName
      defaultEmailAddress {
        emailAddress
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customerByIdentifier
function findAll(count: number): string {
  const each = (write: (name: string) => string) =>
    Array.from({ length: count }, (_one, index) => write(`one${index}`)).join("\n  ");
  return `
query FindCustomers(
  ${each((name) => `$${name}: CustomerIdentifierInput!`)}
) {
  ${each((name) => `${name}: customerByIdentifier(identifier: $${name}) { ...Found }`)}
}

fragment Found on Customer {
  id
  displayName
  defaultEmailAddress {
    emailAddress
  }
}
`;
}
