import { getNamedType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { GraphQLSchema } from "graphql";

/** What the published schema file says of access, beside the schema itself. */
export interface PublishedAccess {
  readonly data: {
    readonly __schema: {
      readonly types: readonly {
        readonly name: string;
        readonly fields?:
          | readonly {
              readonly name: string;
              readonly isProtected?: boolean;
              readonly protectedContent?: string | null;
            }[]
          | null;
        readonly enumValues?:
          readonly { readonly name: string; readonly description?: string | null }[] | null;
      }[];
    };
  };
  readonly offline_scopes?: {
    readonly items: readonly {
      readonly typeName: string;
      readonly fieldName?: string;
      readonly requiredAccess: string;
      readonly offlineScopes: readonly string[];
    }[];
  };
}

/** Scopes of which an app needs one. */
export type EitherScope = readonly string[];

/** Personal data that Shopify asks a reason for, each by itself: level 2 of protected customer data. */
export type ProtectedContent = "name" | "address" | "email" | "phone";

export interface AccessRules {
  /** What a type ("Order") or a field ("Order.customer") needs: one scope of each group. */
  readonly scopes: ReadonlyMap<string, readonly EitherScope[]>;
  /** What of a customer's a field shows, by "Customer.email". */
  readonly protectedFields: ReadonlyMap<string, ProtectedContent>;
  /** What a webhook topic needs, by the name in WebhookSubscriptionTopic. */
  readonly topics: ReadonlyMap<string, readonly EitherScope[]>;
}

const CONTENTS: readonly string[] = ["name", "address", "email", "phone"];
const isContent = (text: string | null | undefined): text is ProtectedContent =>
  CONTENTS.includes(text ?? "");

/** @throws when a requirement is worded in a way that is not understood, so that none is missed */
export function readAccessRules(source: PublishedAccess): AccessRules {
  const scopes = new Map<string, readonly EitherScope[]>();
  for (const { typeName, fieldName, requiredAccess, offlineScopes } of source.offline_scopes
    ?.items ?? []) {
    if (offlineScopes.length === 0) continue;
    const groups = groupsOf(requiredAccess);
    if (groups.length === 0) throw new Error(`What access is this? ${requiredAccess}`);
    scopes.set(fieldName ? `${typeName}.${fieldName}` : typeName, groups);
  }
  const protectedFields = new Map<string, ProtectedContent>();
  const topics = new Map<string, readonly EitherScope[]>();
  for (const type of source.data.__schema.types) {
    for (const { name, isProtected, protectedContent } of type.fields ?? [])
      if (isProtected && isContent(protectedContent))
        protectedFields.set(`${type.name}.${name}`, protectedContent);
    if (type.name === "WebhookSubscriptionTopic")
      for (const { name, description } of type.enumValues ?? [])
        topics.set(name, topicScopes(description ?? ""));
  }
  return { scopes, protectedFields, topics };
}

/**
 * "`read_orders` access scope or `read_quick_sale` access scope. Also: Requires the `read_returns` access scope." needs
 * one of two, and a third. What a member of staff may do beside is no matter of the app's.
 */
function groupsOf(requiredAccess: string): EitherScope[] {
  const [main = "", also = ""] = requiredAccess.split(" Also: ");
  const clauses = main.split(/ and \(| as well as /);
  if (also.startsWith("Requires")) clauses.push(also);
  return clauses
    .map((clause) => [...clause.matchAll(/`((?:read|write)_\w+)`/g)].map((match) => match[1]!))
    .filter((group) => group.length > 0);
}

/** From a topic's description: "Requires the `read_orders` scope", or "at least one of the following scopes: …". */
function topicScopes(description: string): EitherScope[] {
  const [, required = ""] = description.split(/Requires (?:the|at least one of)/);
  const either = required.match(/\b(?:read|write)_\w+/g);
  return either ? [[...either]] : [];
}

/** Whether scopes suffice for one requirement: who may write may read (shopify.dev, "Access scopes"). */
export function suffices(granted: ReadonlySet<string>, groups: readonly EitherScope[]): boolean {
  return groups.every((either) =>
    either.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, "write_"))),
  );
}

/** A part of a document that needs access. */
export interface Need {
  /** A type or a field of the schema. */
  readonly of: string;
  readonly scopes: readonly EitherScope[];
  readonly content: ProtectedContent | null;
}

/** All that a document reads or does which an app has to be allowed. */
export function needsOf(schema: GraphQLSchema, rules: AccessRules, source: string): Need[] {
  const needs = new Map<string, Need>();
  const note = (of: string) => {
    const scopes = rules.scopes.get(of) ?? [];
    const content = rules.protectedFields.get(of) ?? null;
    if (scopes.length > 0 || content) needs.set(of, { of, scopes, content });
  };
  const types = new TypeInfo(schema);
  visit(
    parse(source),
    visitWithTypeInfo(types, {
      Field({ name }) {
        const [parent, type] = [types.getParentType(), types.getType()];
        if (parent) note(`${parent.name}.${name.value}`);
        if (type) note(getNamedType(type).name);
      },
      InlineFragment() {
        const type = types.getType();
        if (type) note(getNamedType(type).name);
      },
      FragmentDefinition() {
        const type = types.getType();
        if (type) note(getNamedType(type).name);
      },
    }),
  );
  return [...needs.values()];
}

/**
 * Who writes a metafield or a tag may write its owner ("the same access level needed to mutate the owner resource": the
 * mutation's own access in the published schema). By the type in a global id; what is the app's or the shop's needs none.
 */
export const OWNER_SCOPES: ReadonlyMap<string, string> = new Map([
  ["Product", "write_products"],
  ["Order", "write_orders"],
  ["Customer", "write_customers"],
  ["DiscountAutomaticNode", "write_discounts"],
  ["DiscountAutomaticApp", "write_discounts"],
  ["CartTransform", "write_cart_transforms"],
]);
