import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/** Creates the cart transform of a Function, which must never block a checkout. @returns its id */
export async function createCartTransform(
  client: AdminClient,
  functionHandle: string,
): Promise<string> {
  const { cartTransformCreate: answer } = await client.run(
    CREATE_CART_TRANSFORM,
    { functionHandle },
    schema,
  );
  requireNoUserErrors("Creating the cart transform", answer.userErrors);
  return answer.cartTransform!.id;
}

const schema = z.object({
  cartTransformCreate: z.object({
    cartTransform: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/cartTransformCreate
const CREATE_CART_TRANSFORM = `#graphql
  mutation CreateCartTransform($functionHandle: String!) {
    cartTransformCreate(functionHandle: $functionHandle, blockOnFailure: false) {
      cartTransform {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`;
