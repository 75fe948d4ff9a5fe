import { Kind, parse, print, visit } from "graphql";
import type { ArgumentNode, FieldNode, SelectionNode, VariableDefinitionNode } from "graphql";

import { WHOLE_LIST } from "./connection.ts";

/** Objects at the top that are read at once; others are served between two pages. */
const PAGE = "200";
/** Variable of the query that names where the next page begins. */
export const AFTER = "bulkAfter";

const argument = (name: string, value: ArgumentNode["value"]): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value,
});
const field = (name: string, ...inside: SelectionNode[]): FieldNode => ({
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: name },
  ...(inside.length > 0 && {
    selectionSet: { kind: Kind.SELECTION_SET, selections: inside },
  }),
});
const AFTER_VARIABLE: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: AFTER } },
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "String" } },
};

function isConnection({ selectionSet }: FieldNode): boolean {
  return (
    selectionSet?.selections.some((one) => one.kind === Kind.FIELD && one.name.value === "edges") ??
    false
  );
}

/** A bulk query names no pages: the one at the top is read page by page, and those within it to their end. */
export function inPages(source: string): string {
  let depth = 0;
  const document = visit(parse(source), {
    OperationDefinition: (operation) => ({ ...operation, variableDefinitions: [AFTER_VARIABLE] }),
    Field: {
      enter(node) {
        if (isConnection(node)) depth++;
      },
      leave(node) {
        if (!isConnection(node)) return undefined;
        depth--;
        const given = node.arguments ?? [];
        const first = (value: string) => argument("first", { kind: Kind.INT, value });
        if (depth > 0) return { ...node, arguments: [...given, first(String(WHOLE_LIST))] };
        const selections = [
          ...node.selectionSet!.selections,
          field("pageInfo", field("hasNextPage"), field("endCursor")),
        ];
        return {
          ...node,
          arguments: [...given, first(PAGE), argument("after", AFTER_VARIABLE.variable)],
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        };
      },
    },
  });
  return print(document);
}
