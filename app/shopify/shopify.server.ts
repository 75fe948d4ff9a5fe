import "@shopify/shopify-app-remix/adapters/node";

import {
  ApiVersion,
  AppDistribution,
  LogSeverity,
  shopifyApp,
} from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";

import { welcomeShop } from "../settings/welcome-shop.server.ts";
import { getConfig } from "../platform/config.server.ts";
import { EncryptedSessionStorage } from "../platform/encrypted-session-storage.server.ts";
import { cipherFor } from "../platform/encryption.server.ts";
import { log } from "../platform/log.server.ts";
import { shopifySecrets } from "../platform/secrets.server.ts";
import { getServices } from "../platform/services.server.ts";
import { ADMIN_LIMITS, createAdminClient } from "./admin-client.server.ts";
import { authenticateBy } from "./authenticate-by.server.ts";
import { limitLibraryCalls } from "./limit-library-calls.server.ts";

const config = getConfig();
const { database } = await getServices();
limitLibraryCalls(ADMIN_LIMITS.call);

const LEVELS = {
  [LogSeverity.Error]: "error",
  [LogSeverity.Warning]: "warn",
  [LogSeverity.Info]: "info",
  [LogSeverity.Debug]: "debug",
} as const;

const sessionStorage = new EncryptedSessionStorage(
  new PrismaSessionStorage(database.prisma),
  cipherFor("session-tokens"),
);

const settings = {
  apiKey: config.SHOPIFY_API_KEY,
  appUrl: config.SHOPIFY_APP_URL,
  apiVersion: ApiVersion.October26,
  authPathPrefix: "/auth",
  logger: {
    level: LogSeverity.Warning,
    log: async (severity: LogSeverity, message: string) =>
      log[LEVELS[severity]]({ from: "shopify" }, message),
  },
  distribution: AppDistribution.AppStore,
  sessionStorage,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
} as const;

function openWith(apiSecretKey: string) {
  const opened = shopifyApp({
    ...settings,
    apiSecretKey,
    hooks: {
      afterAuth: async ({ session, admin }) =>
        void (await welcomeShop(session.shop, createAdminClient(admin.graphql))),
    },
  });
  return { ...opened, secret: apiSecretKey };
}

const [secret, ...secretsBefore] = shopifySecrets();

/** Shopify's own library: sessions, token exchange, webhooks, and the Admin API. It asks for tokens by the current secret. */
export const shopify = openWith(secret);

/** Who asks, whichever of the app's secrets Shopify signed it by. */
export const authenticate = authenticateBy([shopify, ...secretsBefore.map(openWith)]);

export const { addDocumentResponseHeaders } = shopify;
