import { parse as parseToml } from "smol-toml";
import { readFileSync } from "node:fs";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

interface AppConfiguration {
  access_scopes: { scopes: string };
}

/** Scopes that the app asks for, from its own configuration. */
export function appScopes(): string[] {
  const configuration = parseToml(
    readFileSync("shopify.app.toml", "utf8"),
  ) as unknown as AppConfiguration;
  return configuration.access_scopes.scopes.split(",").map((scope) => scope.trim());
}

export const shopResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    shop: (_source: never, _args: never, { store }: ApiContext) => {
      const { name, domain, currencyCode, timeZone } = store.shop;
      return {
        id: "gid://shopify/Shop/1",
        name,
        currencyCode,
        ianaTimezone: timeZone,
        myshopifyDomain: domain,
        email: "owner@example.com",
      };
    },
    currentAppInstallation: (_source: never, _args: never, { store }: ApiContext) => ({
      id: store.shop.installationId,
      accessScopes: appScopes().map((handle) => ({ handle })),
    }),
    shopLocales: (_source: never, _args: never, { store }: ApiContext) =>
      store.shop.locales.map((locale, index) => ({
        locale,
        primary: index === 0,
        published: true,
      })),
  },
};
