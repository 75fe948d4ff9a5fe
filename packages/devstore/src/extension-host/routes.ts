import { readFileSync } from "node:fs";

import express from "express";

import { loadPublishedSchema } from "../admin-api/schema.ts";
import { runDocument } from "../admin-api/run-document.ts";
import type { Devstore } from "../context.ts";
import { issueSessionToken } from "../oauth/session-token.ts";
import { signedInCustomer } from "../storefront/request-cart.ts";
import { storefrontResolvers } from "./storefront-resolvers.ts";

/** What hosted extensions need: the host's scripts, the bundle, session tokens, and the Storefront API. */
export function extensionRoutes(devstore: Devstore): express.Router {
  const router = express.Router();
  const schema = loadPublishedSchema("storefront-graphql");
  router.use(
    "/stand-in/extension-host",
    express.static("packages/devstore/dist/browser/extension-host"),
  );
  router.get("/stand-in/extensions/after-purchase.js", (_request, response) => {
    response.type("js").send(readFileSync("extensions/after-purchase/dist/extension.js"));
  });
  // Who has the order's own page may have a token; it names a customer only where one is signed in.
  router.get("/stand-in/session-token/:order", (request, response, next) => {
    const { store, apiKey, secret, sessionNow } = devstore;
    if (!store.orders.find((one) => one.token === request.params.order)) return next();
    const customer = signedInCustomer(devstore, request);
    response.type("text/plain").send(
      issueSessionToken({
        shop: store.shop.domain,
        apiKey,
        secret,
        now: sessionNow(),
        buyer: { customerId: customer?.id ?? null },
      }),
    );
  });
  router.post("/api/:version/graphql.json", express.json(), async (request, response) => {
    const { query, variables = {} } = request.body as {
      query: string;
      variables?: Record<string, unknown>;
    };
    response.json(
      await runDocument({
        schema,
        resolvers: storefrontResolvers,
        source: query,
        variables,
        context: devstore,
      }),
    );
  });
  return router;
}
