import { getNamedType, GraphQLError } from "graphql";
import type { GraphQLResolveInfo } from "graphql";

import type { DevstoreConfiguration } from "../define-devstore.ts";
import type { Store } from "../state/store.ts";
import { OWNER_SCOPES, suffices } from "./access.ts";
import type { EitherScope } from "./access.ts";
import { appScopes } from "./resolvers/shop.ts";
import { loadAccessRules } from "./schema.ts";

/** Where the scopes that the app asks for stand, and the schemas that say what they are good for. */
type Access = Pick<DevstoreConfiguration, "app" | "schemas">;

/** Scopes that the shop granted: those of the app's configuration, without what is withheld from it. */
function grantedScopes({ app }: Access, store: Store): Set<string> {
  const withheld = new Set(store.shop.withheld?.scopes);
  return new Set(appScopes(app.toml).filter((scope) => !withheld.has(scope)));
}

/**
 * Refuses a field as Shopify does: for a scope that is missing ("Access denied for … field", shopify.dev, "Access scopes"), and for
 * personal data that the app was not approved to read ("This app is not approved to use the … field", "Work with protected customer
 * data"), which leaves the rest of the answer as it is.
 */
export function accessGuard(
  configuration: Access,
  store: Store,
): (info: GraphQLResolveInfo) => void {
  const rules = loadAccessRules(configuration.schemas);
  const granted = grantedScopes(configuration, store);
  const contents = new Set(store.shop.withheld?.contents);
  return ({ parentType, fieldName, returnType }) => {
    const field = `${parentType.name}.${fieldName}`;
    for (const name of [parentType.name, field, getNamedType(returnType).name]) {
      const wanted = rules.scopes.get(name) ?? [];
      if (!suffices(granted, wanted)) throw denied(fieldName, wanted);
    }
    const content = rules.protectedFields.get(field);
    if (content && contents.has(content))
      throw new GraphQLError(
        `This app is not approved to use the ${fieldName} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
      );
  };
}

/** @throws {GraphQLError} when the app may not change the resource that a metafield or tag stands on */
export function requireOwnerAccess(
  configuration: Access,
  store: Store,
  fieldName: string,
  ownerId: string,
): void {
  const scope = OWNER_SCOPES.get(ownerId.split("/").at(-2) ?? "");
  if (scope && !grantedScopes(configuration, store).has(scope)) throw denied(fieldName, [[scope]]);
}

/** Whether webhooks of a topic reach the app: for lack of a scope, its subscription is refused. */
export function mayHearOf(configuration: Access, store: Store, topic: string): boolean {
  const wanted =
    loadAccessRules(configuration.schemas).topics.get(topic.replace("/", "_").toUpperCase()) ?? [];
  return suffices(grantedScopes(configuration, store), wanted);
}

function denied(fieldName: string, wanted: readonly EitherScope[]): GraphQLError {
  const scopes = wanted.map((either) => either.map((scope) => `\`${scope}\``).join(" or "));
  const requiredAccess = `${scopes.join(" and ")} access scope.`;
  return new GraphQLError(
    `Access denied for ${fieldName} field. Required access: ${requiredAccess}`,
    { extensions: { code: "ACCESS_DENIED", requiredAccess } },
  );
}
