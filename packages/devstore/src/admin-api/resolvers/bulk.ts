import { join } from "node:path";

import { GraphQLError, validate, parse } from "graphql";
import type { GraphQLResolveInfo } from "graphql";

import { numberOf } from "../../state/store.ts";
import type { BulkOperation } from "../../state/types.ts";
import { bulkRefusals } from "../bulk-rules.ts";
import type { ApiContext } from "../context.ts";
import { isRunning, runBulk } from "../run-bulk.ts";
import type { Resolvers } from "../run-document.ts";

/** Of an app in a shop (shopify.dev, "Perform bulk operations", limitations: since 2026-01; one at a time before). */
const MOST_AT_ONCE = 5;

function present(operation: BulkOperation, { storeUrl }: ApiContext) {
  const isDone = operation.state === "completed" && operation.polls > 0;
  const isLost = operation.state === "failed" || (!isDone && !isUnderWay(operation));
  return {
    __typename: "BulkOperation",
    id: operation.id,
    status: isLost ? "FAILED" : isDone ? "COMPLETED" : "RUNNING",
    errorCode: isLost ? "INTERNAL_SERVER_ERROR" : null,
    rootObjectCount: String(operation.rootObjects),
    objectCount: String(operation.rootObjects),
    url:
      isDone && operation.rootObjects > 0
        ? `${storeUrl}/stand-in/bulk/${numberOf(operation.id)}.jsonl`
        : null,
  };
}

function isUnderWay(operation: BulkOperation): boolean {
  return operation.state === "completed" || isRunning(operation);
}

export const bulkResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    bulkOperation: (_source: never, { id }: { id: string }, context: ApiContext) => {
      const operation = context.store.bulkOperations.get(id);
      if (!operation) return null;
      const shown = present(operation, context);
      // It takes until somebody has looked once, at the least.
      context.store.bulkOperations.put({ ...operation, polls: operation.polls + 1 });
      return shown;
    },
  },
  Mutation: {
    bulkOperationRunQuery: (
      _source: never,
      { query }: { query: string },
      context: ApiContext,
      { schema }: GraphQLResolveInfo,
    ) => {
      const refusals = refusalsOf(schema, query);
      if (refusals.length > 0)
        return {
          bulkOperation: null,
          userErrors: refusals.map((message) => ({ field: ["query"], message })),
        };
      const { store } = context;
      if (store.bulkOperations.all().filter(isRunning).length >= MOST_AT_ONCE)
        return {
          bulkOperation: null,
          userErrors: [
            {
              field: null,
              // Enum BulkOperationUserErrorCode.
              code: "LIMIT_REACHED",
              message: "Bulk operations limit reached. Please try again later.",
            },
          ],
        };
      const id = store.nextId("BulkOperation");
      const operation = store.bulkOperations.put({
        id,
        state: "running",
        rootObjects: 0,
        polls: 0,
        file: join(store.folder, `bulk-${numberOf(id)}.jsonl`),
      });
      runBulk(operation, query, context);
      return { bulkOperation: present(operation, context), userErrors: [] };
    },
  },
};

function refusalsOf(schema: GraphQLResolveInfo["schema"], query: string): string[] {
  try {
    const errors = validate(schema, parse(query));
    return errors.length > 0 ? errors.map(({ message }) => message) : bulkRefusals(schema, query);
  } catch (failure) {
    if (!(failure instanceof GraphQLError)) throw failure;
    return [failure.message];
  }
}
