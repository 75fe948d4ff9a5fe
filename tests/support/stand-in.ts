import { startDevstore } from "@tandem/devstore";
import type { RunningDevstore } from "@tandem/devstore";
import { seedSampleShop } from "@tandem/devstore/sample-shop";
import { Store } from "@tandem/devstore/state";

import { createAdminClient } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import configuration, { SHOP_DOMAIN } from "../../demo/devstore.ts";
import { freePorts } from "./free-ports.ts";

export const SHOP = SHOP_DOMAIN;

/** The stand-in store in this process, with a client that has a token for it. */
export interface StandIn extends RunningDevstore {
  readonly store: Store;
  readonly client: AdminClient;
  /** Where it takes mail. */
  readonly smtpUrl: string;
  /** Global id of a product by its handle. */
  productId(handle: string): string;
  variantId(handle: string, title?: string): string;
}

export async function startStandIn(now: () => Date = () => new Date()): Promise<StandIn> {
  const store = new Store(":memory:");
  seedSampleShop(store, configuration.shop, now());
  const port = await freePorts();
  const running = await startDevstore({
    configuration,
    store,
    port,
    appInternalUrl: `http://127.0.0.1:${port + 2}`,
    apiKey: "key",
    secret: "secret",
    now,
  });
  const far = new Date(now().getTime() + 730 * 86_400_000).toISOString();
  store.accessTokens.put({
    id: "token",
    refreshToken: "refresh",
    expiresAt: far,
    refreshExpiresAt: far,
    isOnline: false,
  });
  const client = createAdminClient(async (document, options) => {
    const response = await fetch(`${running.devstore.storeUrl}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": "token" },
      body: JSON.stringify({ query: document, variables: options?.variables }),
    });
    if (!response.ok) throw response;
    return response;
  });
  const product = (handle: string) => store.productByHandle(handle)!;
  return {
    ...running,
    store,
    client,
    smtpUrl: `smtp://127.0.0.1:${port + 3}`,
    productId: (handle) => product(handle).id,
    variantId: (handle, title) =>
      (product(handle).variants.find((one) => one.title === title) ?? product(handle).variants[0]!)
        .id,
  };
}
