import { randomBytes } from "node:crypto";

import express from "express";

import { appScopes } from "../admin-api/resolvers/shop.ts";
import type { Devstore } from "../context.ts";
import type { Store } from "../state/store.ts";
import { isValidSessionToken } from "./session-token.ts";

/** Lifetimes of expiring tokens (shopify.dev, "About offline access tokens"). */
const ACCESS_SECONDS = 60 * 60;
const REFRESH_SECONDS = 90 * 24 * 60 * 60;

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

/** `POST /admin/oauth/access_token`: token exchange and refresh. */
export function tokenExchange(
  store: Store,
  options: Pick<Devstore, "apiKey" | "configuration" | "secret" | "sessionNow">,
): express.Router {
  const { toml: appToml } = options.configuration.app;
  const router = express.Router();
  router.post(
    "/admin/oauth/access_token",
    express.json(),
    express.urlencoded({ extended: false }),
    (request, response) => {
      const body = request.body as Record<string, string>;
      const refuse = (error: string) => void response.status(400).json({ error });
      if (body["client_id"] !== options.apiKey || body["client_secret"] !== options.secret)
        return refuse("invalid_client");
      if (!store.shop.isInstalled) return refuse("application_cannot_be_found");
      if (body["grant_type"] === "refresh_token") {
        const old = store.accessTokens.find(
          (token) => token.refreshToken === body["refresh_token"],
        );
        if (!old || Date.parse(old.refreshExpiresAt) < options.sessionNow().getTime())
          return refuse("invalid_grant");
        store.accessTokens.remove(old.id);
        response.json(issue(store, appToml, false, options.sessionNow()));
        return;
      }
      if (body["grant_type"] !== TOKEN_EXCHANGE) return refuse("unsupported_grant_type");
      if (!isValidSessionToken(body["subject_token"] ?? "", options.secret, options.sessionNow()))
        return refuse("invalid_subject_token");
      response.json(
        issue(store, appToml, body["requested_token_type"] !== OFFLINE, options.sessionNow()),
      );
    },
  );
  return router;
}

function issue(store: Store, appToml: string, isOnline: boolean, now: Date) {
  const token = store.accessTokens.put({
    id: `shpat_${randomBytes(16).toString("hex")}`,
    refreshToken: `shprt_${randomBytes(16).toString("hex")}`,
    expiresAt: new Date(now.getTime() + ACCESS_SECONDS * 1000).toISOString(),
    refreshExpiresAt: new Date(now.getTime() + REFRESH_SECONDS * 1000).toISOString(),
    isOnline,
  });
  return {
    access_token: token.id,
    scope: appScopes(appToml).join(","),
    expires_in: ACCESS_SECONDS,
    refresh_token: token.refreshToken,
    refresh_token_expires_in: REFRESH_SECONDS,
    ...(isOnline && {
      associated_user_scope: appScopes(appToml).join(","),
      associated_user: {
        id: 1,
        first_name: "Ada",
        last_name: "Owner",
        email: "owner@example.com",
        account_owner: true,
        locale: "en",
        collaborator: false,
        email_verified: true,
      },
    }),
  };
}
