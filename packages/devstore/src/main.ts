#!/usr/bin/env node
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import type { DevstoreConfiguration } from "./define-devstore.ts";
import { outliveFailures } from "./outlive-failures.ts";
import { createShop, seedSampleShop } from "./sample-shop/seed.ts";
import { startDevstore } from "./server.ts";
import { Store } from "./state/store.ts";

/** Starts the stand-in store: `devstore --config devstore.config.ts --port 4000 --data FILE --clock FILE --theme FOLDER`. */
const { values } = parseArgs({
  options: {
    config: { type: "string", default: "devstore.config.ts" },
    port: { type: "string", default: "4000" },
    data: { type: "string", default: ".data/store.sqlite" },
    clock: { type: "string" },
    empty: { type: "boolean", default: false },
    theme: { type: "string" },
  },
});
const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: secret } = process.env;
if (!apiKey || !secret)
  throw new Error("SHOPIFY_API_KEY and SHOPIFY_API_SECRET must be set, to the app's own.");

const { default: configured } = (await import(pathToFileURL(resolve(values.config)).href)) as {
  default: DevstoreConfiguration;
};
// A theme that is named here is shown instead of the configuration's.
const configuration = values.theme ? { ...configured, theme: resolve(values.theme) } : configured;
const port = Number(values.port);
const store = new Store(values.data);
if (store.shops.size === 0)
  (values.empty ? createShop : seedSampleShop)(store, configuration.shop, new Date());
const running = await startDevstore({
  configuration,
  store,
  port,
  appInternalUrl: `http://127.0.0.1:${port + 2}`,
  apiKey,
  secret,
  ...(values.clock && { clockFile: values.clock }),
});
// Until here, a failure ends the start.
outliveFailures();
process.send?.("ready");

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void running.close().then(
      () => process.exit(0),
      (failure: unknown) => {
        console.error("The stand-in store did not stop in order:", failure);
        process.exit(1);
      },
    );
  });
}
