import { parse as parseToml } from "smol-toml";
import { readFileSync } from "node:fs";
import { presentmentCurrencies } from "../../markets.ts";
import { SHOP_ID } from "../../state/store.ts";
import { subscriptions } from "../../webhooks/subscriptions.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

interface AppConfiguration {
  access_scopes: { scopes: string };
}

/** Scopes that the app asks for, from its own configuration. */
export function appScopes(appToml: string): string[] {
  const configuration = parseToml(readFileSync(appToml, "utf8")) as unknown as AppConfiguration;
  return configuration.access_scopes.scopes.split(",").map((scope) => scope.trim());
}

const listed = (appToml: string) => subscriptions(appToml).filter((one) => !one.isCompliance);

export const shopResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    shop: (_source: never, _args: never, { store, storeUrl }: ApiContext) => {
      const { name, domain, currencyCode, timeZone } = store.shop;
      return {
        id: SHOP_ID,
        name,
        currencyCode,
        enabledPresentmentCurrencies: presentmentCurrencies(store),
        ianaTimezone: timeZone,
        myshopifyDomain: domain,
        primaryDomain: { __typename: "Domain", host: new URL(storeUrl).host, url: storeUrl },
        email: "owner@example.com",
      };
    },
    currentAppInstallation: (
      _source: never,
      _args: never,
      { store, configuration }: ApiContext,
    ) => ({
      id: store.shop.installationId,
      accessScopes: appScopes(configuration.app.toml).map((handle) => ({ handle })),
    }),
    webhookSubscriptions: (
      _source: never,
      args: PageArguments,
      { appUrl, configuration }: ApiContext,
    ) =>
      connection(
        listed(configuration.app.toml).map(({ topic, uri }, index) => ({
          id: `gid://shopify/WebhookSubscription/${index + 1}`,
          topic: topic.replace("/", "_").toUpperCase(),
          uri: appUrl + uri,
          format: "JSON",
        })),
        args,
      ),
    shopLocales: (_source: never, _args: never, { store }: ApiContext) =>
      store.shop.locales.map((locale, index) => ({
        locale,
        primary: index === 0,
        published: true,
      })),
  },
};
