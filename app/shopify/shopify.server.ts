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
import { TextCipher } from "../platform/encryption.server.ts";
import { log } from "../platform/log.server.ts";
import { getServices } from "../platform/services.server.ts";
import { ADMIN_LIMITS, createAdminClient } from "./admin-client.server.ts";
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

/** Shopify's own library: sessions, token exchange, webhooks, and the Admin API. */
export const shopify = shopifyApp({
  apiKey: config.SHOPIFY_API_KEY,
  apiSecretKey: config.SHOPIFY_API_SECRET,
  appUrl: config.SHOPIFY_APP_URL,
  apiVersion: ApiVersion.October26,
  authPathPrefix: "/auth",
  logger: {
    level: LogSeverity.Warning,
    log: async (severity, message) => log[LEVELS[severity]]({ from: "shopify" }, message),
  },
  distribution: AppDistribution.AppStore,
  sessionStorage: new EncryptedSessionStorage(
    new PrismaSessionStorage(database.prisma),
    new TextCipher(config.TOKEN_ENCRYPTION_KEY),
  ),
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    afterAuth: async ({ session, admin }) =>
      void (await welcomeShop(session.shop, createAdminClient(admin.graphql))),
  },
});

export const { authenticate, addDocumentResponseHeaders } = shopify;
