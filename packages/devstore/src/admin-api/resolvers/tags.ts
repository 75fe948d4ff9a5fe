import type { ApiContext } from "../context.ts";
import { requireOwnerAccess } from "../require-access.ts";
import type { Resolvers } from "../run-document.ts";

interface TagArguments {
  id: string;
  tags: string[];
}

/** Changes the tags of a customer, the one resource that the stand-in tags. */
function change(
  { id }: TagArguments,
  { configuration, store }: ApiContext,
  next: (tags: readonly string[]) => string[],
) {
  requireOwnerAccess(configuration, store, "tagsAdd", id);
  const customer = store.customers.get(id);
  if (!customer) return { userErrors: [{ field: ["id"], message: "Resource does not exist" }] };
  store.customers.put({ ...customer, tags: next(customer.tags) });
  return { userErrors: [] };
}

export const tagResolvers: Resolvers<ApiContext> = {
  Mutation: {
    tagsAdd: (_source: never, args: TagArguments, context: ApiContext) =>
      change(args, context, (tags) => [...new Set([...tags, ...args.tags])]),
    tagsRemove: (_source: never, args: TagArguments, context: ApiContext) =>
      change(args, context, (tags) => tags.filter((tag) => !args.tags.includes(tag))),
  },
};
