import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { GraphQLOutputType, GraphQLSchema } from "graphql";

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

const isConnection = (type: GraphQLOutputType | null | undefined) =>
  type ? getNamedType(type).name.endsWith("Connection") : false;
const isList = (type: GraphQLOutputType | null | undefined) =>
  type ? isListType(getNullableType(type)) : false;

/**
 * What Shopify refuses in the query of a bulk operation (shopify.dev, "Perform bulk operations with the GraphQL Admin API",
 * operation restrictions): more than five connections, more than two within each other, a connection within a list or of what is
 * no node, `node` and `nodes` at the top, and a query without any connection.
 * @returns what is wrong, in words; none where it may run
 */
export function bulkRefusals(schema: GraphQLSchema, source: string): string[] {
  const refusals: string[] = [];
  const types = new TypeInfo(schema);
  let connections = 0;
  let depth = 0;
  let lists = 0;
  const refuse = (message: string) => void refusals.push(message);
  visit(
    parse(source),
    visitWithTypeInfo(types, {
      [Kind.FIELD]: {
        enter({ name: { value: name } }) {
          const parent = types.getParentType();
          if (parent === schema.getQueryType() && ["node", "nodes"].includes(name))
            refuse(`Bulk queries cannot contain the top-level field '${name}'.`);
          const type = types.getType();
          if (isConnection(type)) {
            connections++;
            depth++;
            if (lists > 0)
              refuse(`The connection field '${name}' within a list field is not supported.`);
            if (!isOfNodes(schema, type!))
              refuse(`The connection field '${name}' must be of a type that implements Node.`);
            if (depth > DEEPEST) refuse(`Connections can be nested ${DEEPEST} levels deep.`);
          } else if (isList(type) && !isConnection(parent)) lists++;
        },
        leave() {
          const type = types.getType();
          if (isConnection(type)) depth--;
          else if (isList(type) && !isConnection(types.getParentType())) lists--;
        },
      },
    }),
  );
  if (connections === 0) refuse("Bulk queries must contain at least one connection.");
  if (connections > MOST_CONNECTIONS)
    refuse(`Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`);
  return refusals;
}

function isOfNodes(schema: GraphQLSchema, connection: GraphQLOutputType): boolean {
  const type = getNamedType(connection);
  const nodes = isObjectType(type) ? type.getFields()["nodes"] : undefined;
  const node = nodes && getNamedType(nodes.type);
  const isNode = schema.getType("Node");
  if (!node || !isInterfaceType(isNode)) return false;
  if (isObjectType(node) || isInterfaceType(node)) return node.getInterfaces().includes(isNode);
  return false;
}
