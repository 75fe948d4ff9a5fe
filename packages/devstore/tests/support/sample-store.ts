import { createServer } from "node:http";

import { defineDevstore } from "../../src/define-devstore.ts";
import { seedSampleShop } from "../../src/sample-shop/seed.ts";
import { startDevstore } from "../../src/server.ts";
import type { RunningDevstore } from "../../src/server.ts";
import { Store } from "../../src/state/store.ts";

/** Of the sample app: what signs and is signed. */
export const SECRET = "secret";
/** An access token that the sample store has given. */
export const TOKEN = "token";

/** A small app of its own, with a block, a proxy and webhooks. */
export const SAMPLE_APP = defineDevstore({
  root: new URL("../sample-app/", import.meta.url),
  app: { handle: "gift-notes", title: "Gift notes", homePath: "/home", toml: "shopify.app.toml" },
  extensions: { themeBlocks: "blocks" },
  schemas: "../../../../.cache/schemas",
  shop: {
    domain: "gift-notes.myshopify.com",
    name: "Paper and Pen",
    blocks: { product: [{ id: "note", handle: "note", settings: {} }] },
    pages: { about: "About us" },
    accountLinks: [{ path: "tools/notes/mine", titles: { en: "Your notes", de: "Ihre Notizen" } }],
  },
});

/** The store of the sample app, in this process. */
export interface SampleStore extends RunningDevstore {
  readonly store: Store;
  /** Address of its storefront. */
  readonly url: string;
  /** What its Admin API answers. @throws Error with what it refused */
  ask(document: string): Promise<unknown>;
}

/** @param appInternalUrl where the app is asked; without it, nobody answers there */
export async function startSampleStore(
  now: () => Date = () => new Date(),
  appInternalUrl?: string,
): Promise<SampleStore> {
  const store = new Store(":memory:");
  seedSampleShop(store, SAMPLE_APP.shop, now());
  const port = await freePorts();
  const running = await startDevstore({
    configuration: SAMPLE_APP,
    store,
    port,
    appInternalUrl: appInternalUrl ?? `http://127.0.0.1:${port + 2}`,
    apiKey: "key",
    secret: SECRET,
    now,
  });
  const far = new Date(now().getTime() + 730 * 86_400_000).toISOString();
  store.accessTokens.put({
    id: TOKEN,
    refreshToken: "refresh",
    expiresAt: far,
    refreshExpiresAt: far,
    isOnline: false,
  });
  const url = running.devstore.storeUrl;
  return {
    ...running,
    store,
    url,
    async ask(document) {
      const answer = await askAdminApi(url, TOKEN, document);
      const { data, errors } = (await answer.json()) as {
        data?: unknown;
        errors?: readonly { readonly message: string }[];
      };
      if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
      return data;
    },
  };
}

export const askAdminApi = (url: string, token: string, query: string): Promise<Response> =>
  fetch(`${url}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": token },
    body: JSON.stringify({ query }),
  });

/** Below the ports of other tests; each worker of a run has a part of its own. */
const FIRST_PORT = 18_000;
const PORTS_OF_WORKER = 400;
const WORKERS = 5;

/** The first of four ports in a row: the store takes this one, the next and the last. */
async function freePorts(): Promise<number> {
  const start =
    FIRST_PORT + (Number(process.env["VITEST_POOL_ID"] ?? 0) % WORKERS) * PORTS_OF_WORKER;
  for (let first = start; first < start + PORTS_OF_WORKER; first += 4) {
    const isFree = await Promise.all([0, 1, 3].map((offset) => canListen(first + offset)));
    if (isFree.every(Boolean)) return first;
  }
  throw new Error("No free ports in a row were found.");
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
