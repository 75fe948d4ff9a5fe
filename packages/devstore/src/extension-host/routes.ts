import express from "express";

import { loadPublishedSchema } from "../admin-api/schema.ts";
import { runDocument } from "../admin-api/run-document.ts";
import type { Devstore } from "../context.ts";
import { ownFolder } from "../define-devstore.ts";
import { issueSessionToken } from "../oauth/session-token.ts";
import { signedInCustomer } from "../storefront/request-cart.ts";
import { storefrontResolvers } from "./storefront-resolvers.ts";
import { readBundle } from "./ui-extension.ts";

/** What hosted extensions need: the host's scripts, the bundle, session tokens, and the Storefront API. */
export function extensionRoutes(devstore: Devstore): express.Router {
  const router = express.Router();
  const schema = loadPublishedSchema(devstore.configuration.schemas, "storefront-graphql");
  router.use(
    "/stand-in/extension-host",
    express.static(ownFolder("../dist/browser/extension-host")),
  );
  router.get("/stand-in/extensions/checkout-ui.js", (_request, response, next) => {
    const { checkoutUi } = devstore.configuration.extensions;
    if (checkoutUi === null) return next();
    response.type("js").send(readBundle(checkoutUi));
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
