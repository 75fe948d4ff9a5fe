import { execute, GraphQLError, parse, validate } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLResolveInfo, GraphQLSchema } from "graphql";

/** Resolvers by type and field. What is not here is read from the object itself, or refused by name. */
export type Resolvers<Context> = Record<
  string,
  Record<
    string,
    (source: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown
  >
>;

/**
 * Executes a document on a published schema. A field of the schema that neither a resolver nor the
 * object knows answers with an error that names it, so that nothing looks implemented that is not.
 */
export async function runDocument<Context>(options: {
  schema: GraphQLSchema;
  resolvers: Resolvers<Context>;
  source: string;
  variables: Record<string, unknown>;
  context: Context;
  /** Throws at a field that the app is not allowed. */
  guard?: (info: GraphQLResolveInfo) => void;
}): Promise<ExecutionResult> {
  const { document, errors } = validated(options.schema, options.source);
  if (errors.length > 0) return { errors };
  return execute({
    schema: options.schema,
    document,
    variableValues: options.variables,
    contextValue: options.context,
    fieldResolver: (source, args, context, info) => {
      options.guard?.(info);
      const resolve = options.resolvers[info.parentType.name]?.[info.fieldName];
      if (resolve) return resolve(source as never, args as never, context, info);
      if (source && typeof source === "object" && info.fieldName in source) {
        const value = (source as Record<string, unknown>)[info.fieldName];
        return typeof value === "function" ? value.call(source, args) : value;
      }
      throw new GraphQLError(
        `${info.parentType.name}.${info.fieldName} is not implemented by the stand-in store`,
      );
    },
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  });
}

interface ValidatedDocument {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

/** Documents that were seen, by schema and text: an app sends the same few again and again. */
const seen = new WeakMap<GraphQLSchema, Map<string, ValidatedDocument>>();
const MAX_SEEN = 500;

/** @throws {GraphQLError} when the text is no document */
function validated(schema: GraphQLSchema, source: string): ValidatedDocument {
  const ofSchema = seen.get(schema) ?? new Map<string, ValidatedDocument>();
  seen.set(schema, ofSchema);
  const known = ofSchema.get(source);
  if (known) return known;
  const document = parse(source);
  const result = { document, errors: validate(schema, document) };
  if (ofSchema.size >= MAX_SEEN) ofSchema.clear();
  ofSchema.set(source, result);
  return result;
}
