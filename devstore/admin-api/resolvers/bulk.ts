import { parse, print, visit } from "graphql";
import type { FieldNode } from "graphql";

import { numberOf } from "../../state/store.ts";
import type { BulkOperation } from "../../state/types.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

/** More than any list of the stand-in has. */
const ALL = "1000000000";

interface Connection {
  edges: { node: Record<string, unknown> }[];
}

function isConnection(value: unknown): value is Connection {
  return typeof value === "object" && value !== null && "edges" in value;
}

/** A bulk query names no pages: it reads each connection to its end. */
function withoutPages(source: string): string {
  const isPaged = (field: FieldNode) =>
    field.selectionSet?.selections.some(
      (one) => one.kind === "Field" && one.name.value === "edges",
    ) && !field.arguments?.some((one) => one.name.value === "first");
  const document = visit(parse(source), {
    Field: (field) =>
      isPaged(field)
        ? {
            ...field,
            arguments: [
              ...(field.arguments ?? []),
              {
                kind: "Argument",
                name: { kind: "Name", value: "first" },
                value: { kind: "IntValue", value: ALL },
              },
            ],
          }
        : undefined,
  });
  return print(document);
}

/** One line for an object, without its connections, and then one for each object in them. */
function linesOf(node: Record<string, unknown>, parentId?: string): string[] {
  const own = Object.entries(node).filter(([, value]) => !isConnection(value));
  const line = Object.fromEntries(own);
  const children = Object.values(node).filter(isConnection);
  return [
    JSON.stringify(parentId === undefined ? line : { ...line, __parentId: parentId }),
    ...children.flatMap(({ edges }) =>
      edges.flatMap((edge) => linesOf(edge.node, String(node["id"]))),
    ),
  ];
}

function present(operation: BulkOperation, { storeUrl }: ApiContext) {
  const isDone = operation.polls > 0;
  return {
    __typename: "BulkOperation",
    id: operation.id,
    status: isDone ? "COMPLETED" : "RUNNING",
    errorCode: null,
    rootObjectCount: String(operation.rootObjects),
    objectCount: String(operation.rootObjects),
    url: isDone ? `${storeUrl}/stand-in/bulk/${numberOf(operation.id)}.jsonl` : null,
  };
}

export const bulkResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    bulkOperation: (_source: never, { id }: { id: string }, context: ApiContext) => {
      const operation = context.store.bulkOperations.get(id);
      if (!operation) return null;
      const shown = present(operation, context);
      // It takes as long as until somebody has looked once.
      context.store.bulkOperations.put({ ...operation, polls: operation.polls + 1 });
      return shown;
    },
  },
  Mutation: {
    bulkOperationRunQuery: async (
      _source: never,
      { query }: { query: string },
      context: ApiContext,
    ) => {
      const { data, errors } = await context.runQuery(withoutPages(query));
      if (errors)
        return {
          bulkOperation: null,
          userErrors: errors.map(({ message }) => ({ field: ["query"], message })),
        };
      const nodes = Object.values(data ?? {})
        .filter(isConnection)
        .flatMap(({ edges }) => edges.map((edge) => edge.node));
      const operation = context.store.bulkOperations.put({
        id: context.store.nextId("BulkOperation"),
        rootObjects: nodes.length,
        polls: 0,
        jsonl: nodes.flatMap((node) => linesOf(node)).join("\n"),
      });
      return { bulkOperation: present(operation, context), userErrors: [] };
    },
  },
};
