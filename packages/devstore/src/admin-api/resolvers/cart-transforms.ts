import { functionExtensions } from "../../function-extensions.ts";
import type { CartTransform } from "../../state/types.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

const present = ({ id, functionHandle, blockOnFailure }: CartTransform) => ({
  __typename: "CartTransform",
  id,
  functionId: functionHandle,
  blockOnFailure,
});

const refuse = (field: string, message: string) => ({
  cartTransform: null,
  userErrors: [{ field: [field], message, code: "INPUT_INVALID" }],
});

export const cartTransformResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    cartTransforms: (_source: never, args: PageArguments, { store }: ApiContext) =>
      connection(store.cartTransforms.all().map(present), args),
  },
  Mutation: {
    cartTransformCreate: (
      _source: never,
      {
        functionHandle,
        blockOnFailure = false,
      }: { functionHandle?: string; blockOnFailure?: boolean },
      { configuration, store }: ApiContext,
    ) => {
      const extension = functionExtensions(configuration.extensions.functions).find(
        (one) => one.handle === functionHandle,
      );
      if (extension?.target !== "cart.transform.run")
        return refuse("functionHandle", `Function ${functionHandle ?? ""} not found.`);
      if (store.cartTransforms.size > 0)
        return refuse("functionHandle", "Your app already has a cart transform on this shop.");
      const created = store.cartTransforms.put({
        id: store.nextId("CartTransform"),
        functionHandle: extension.handle,
        blockOnFailure,
      });
      return { cartTransform: present(created), userErrors: [] };
    },
  },
};
