import { setTimeout as wait } from "node:timers/promises";

import express from "express";
import { getOperationAST, GraphQLError, parse } from "graphql";
import type { GraphQLSchema } from "graphql";

import { API_VERSION } from "./schema.ts";
import type { ApiContext } from "./context.ts";
import { accessGuard } from "./require-access.ts";
import { actualCost, CostBucket, estimateCost } from "./cost.ts";
import { bulkResolvers } from "./resolvers/bulk.ts";
import { cartTransformResolvers } from "./resolvers/cart-transforms.ts";
import { codeResolvers } from "./resolvers/codes.ts";
import { discountResolvers } from "./resolvers/discounts.ts";
import { customerResolvers } from "./resolvers/customers.ts";
import { flowResolvers } from "./resolvers/flow.ts";
import { metafieldResolvers } from "./resolvers/metafields.ts";
import { orderEditResolvers } from "./resolvers/order-edits.ts";
import { orderResolvers } from "./resolvers/orders.ts";
import { productResolvers } from "./resolvers/products.ts";
import { shopResolvers } from "./resolvers/shop.ts";
import { storeCreditResolvers } from "./resolvers/store-credit.ts";
import { tagResolvers } from "./resolvers/tags.ts";
import { themeResolvers } from "./resolvers/themes.ts";
import { runDocument } from "./run-document.ts";
import type { Resolvers } from "./run-document.ts";

/** Points of one query (shopify.dev, "Rate limits": single query limit). */
const SINGLE_QUERY_LIMIT = 1_000;

const PARTS = [
  shopResolvers,
  productResolvers,
  metafieldResolvers,
  cartTransformResolvers,
  discountResolvers,
  bulkResolvers,
  codeResolvers,
  customerResolvers,
  flowResolvers,
  storeCreditResolvers,
  tagResolvers,
  orderResolvers,
  orderEditResolvers,
  themeResolvers,
];

function mergeResolvers(): Resolvers<ApiContext> {
  const merged: Resolvers<ApiContext> = {};
  for (const part of PARTS) {
    for (const [type, fields] of Object.entries(part))
      merged[type] = { ...merged[type], ...fields };
  }
  return merged;
}

/** Holds the answer to a mutation that was done, where that fault is on. */
async function holdAnswer(store: ApiContext["store"]): Promise<void> {
  const { faults } = store.shop;
  const { late } = faults.adminApi;
  if (!late || late.mutations === 0) return;
  const left = { ...late, mutations: late.mutations - 1 };
  store.updateShop({ faults: { ...faults, adminApi: { ...faults.adminApi, late: left } } });
  await wait(late.milliseconds, undefined, { ref: false });
}

/** Counts what the app spent, for the bench and for tests. */
export interface ApiMeter {
  /** Calls that were answered. */
  calls: number;
  spentPoints: number;
  mutations: number;
  /** The same, by the names of their operations. */
  readonly callsByName: Map<string, number>;
}

/** The Admin API: `POST /admin/api/VERSION/graphql.json`, with tokens, costs, throttling and faults. */
export function adminApi(
  schema: GraphQLSchema,
  given: Omit<ApiContext, "runQuery">,
  meter: ApiMeter,
): express.Router {
  const resolvers = mergeResolvers();
  const context: ApiContext = {
    ...given,
    runQuery: (source, variables) =>
      runDocument({
        schema,
        resolvers,
        source,
        variables,
        context,
        guard: accessGuard(context.configuration, context.store),
      }),
  };
  const bucket = new CostBucket();
  const router = express.Router();
  router.get("/stand-in/bulk/:number.jsonl", (request, response, next) => {
    const id = `gid://shopify/BulkOperation/${request.params.number}`;
    const operation = context.store.bulkOperations.get(id);
    if (operation?.state !== "completed") return next();
    response.type("text/plain").sendFile(operation.file, { dotfiles: "allow" });
  });
  router.post(
    `/admin/api/${API_VERSION}/graphql.json`,
    express.json({ limit: "11mb" }),
    async (request, response) => {
      const { store, sessionNow } = context;
      const faults = store.shop.faults.adminApi;
      if (faults.isDown) {
        response.status(503).json({ errors: "Service Unavailable" });
        return;
      }
      const token = store.accessTokens.get(request.get("X-Shopify-Access-Token") ?? "");
      if (
        !store.shop.isInstalled ||
        !token ||
        Date.parse(token.expiresAt) < sessionNow().getTime()
      ) {
        response.status(401).json({
          errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
        });
        return;
      }
      const { query, variables } = request.body as {
        query: string;
        variables?: Record<string, unknown>;
      };
      try {
        const points = estimateCost(schema, query, variables ?? {});
        if (points > SINGLE_QUERY_LIMIT) {
          throw new GraphQLError(
            `Query cost is ${points}, which exceeds the single query max cost limit (${SINGLE_QUERY_LIMIT}).`,
          );
        }
        const cost = () => ({
          requestedQueryCost: points,
          actualQueryCost: points,
          throttleStatus: bucket.status(sessionNow().getTime()),
        });
        if (faults.isThrottled || !bucket.take(points, sessionNow().getTime())) {
          const throttled = {
            message: "Throttled",
            extensions: {
              code: "THROTTLED",
              documentation: "https://shopify.dev/api/usage/limits",
            },
          };
          response.json({
            errors: [throttled],
            extensions: { cost: { ...cost(), actualQueryCost: null } },
          });
          return;
        }
        const operation = getOperationAST(parse(query));
        const isMutation = operation?.operation === "mutation";
        if (isMutation && faults.failNextMutations > 0) {
          const left = faults.failNextMutations - 1;
          store.updateShop({
            faults: { ...store.shop.faults, adminApi: { ...faults, failNextMutations: left } },
          });
          response.status(500).json({ errors: "Internal Server Error" });
          return;
        }
        const result = await runDocument({
          schema,
          resolvers,
          source: query,
          variables: variables ?? {},
          context,
          guard: accessGuard(context.configuration, store),
        });
        if (isMutation) await holdAnswer(store);
        const spent = actualCost(points, isMutation, result.data);
        bucket.giveBack(points - spent);
        meter.calls++;
        meter.spentPoints += spent;
        if (isMutation) meter.mutations++;
        const name = operation?.name?.value ?? "";
        meter.callsByName.set(name, (meter.callsByName.get(name) ?? 0) + 1);
        response.json({ ...result, extensions: { cost: { ...cost(), actualQueryCost: spent } } });
      } catch (failure) {
        if (!(failure instanceof GraphQLError)) throw failure;
        response.json({ errors: [failure.toJSON()] });
      }
    },
  );
  return router;
}
