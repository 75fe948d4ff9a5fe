import { createServer } from "node:http";
import type { Server } from "node:http";

import express from "express";
import type { NextFunction, Request, Response } from "express";
import type { SMTPServer } from "smtp-server";

import { appFrame } from "./admin/app-frame.ts";
import { createAppProxy } from "./admin/app-proxy.ts";
import { catalogueAdmin } from "./admin/pages/catalogue.ts";
import { customerAdmin } from "./admin/pages/customer.ts";
import { customersAdmin } from "./admin/pages/customers.ts";
import { orderAdmin } from "./admin/pages/orders.ts";
import { settingsAdmin } from "./admin/pages/settings.ts";
import { themeEditor } from "./admin/pages/theme-editor.ts";
import { refuseUnknown } from "./admin/refuse.ts";
import { adminApi } from "./admin-api/endpoint.ts";
import { loadPublishedSchema } from "./admin-api/schema.ts";
import { checkoutPages } from "./checkout/pages.ts";
import type { Devstore } from "./context.ts";
import type { DevstoreConfiguration } from "./define-devstore.ts";
import { DemoClock } from "./demo-clock.ts";
import { extensionRoutes } from "./extension-host/routes.ts";
import { functionExtensions } from "./function-extensions.ts";
import { mailbox } from "./mailbox/pages.ts";
import { createSmtpServer } from "./mailbox/smtp-server.ts";
import { postPurchasePages } from "./post-purchase/pages.ts";
import { tokenExchange } from "./oauth/token-exchange.ts";
import type { Store } from "./state/store.ts";
import { ajaxCart } from "./storefront/ajax-cart.ts";
import { proxiedPages } from "./storefront/proxied-pages.ts";
import { standardActions } from "./storefront/standard-actions.ts";
import { sendPage, storefrontPages } from "./storefront/pages.ts";
import { Renderer } from "./storefront/render.ts";
import { WebhookSender } from "./webhooks/sender.ts";

export interface DevstoreOptions {
  readonly configuration: DevstoreConfiguration;
  readonly store: Store;
  /**
   * The store listens here, the app is reached by the browser on the next port, and mail is taken three ports on: the app itself
   * has the one between.
   */
  readonly port: number;
  /** Where the app itself listens. */
  readonly appInternalUrl: string;
  readonly apiKey: string;
  readonly secret: string;
  /** Instead of a clock that can be moved. */
  readonly now?: () => Date;
  /** File that keeps by how much the clock was moved. */
  readonly clockFile?: string;
}

export interface RunningDevstore {
  readonly devstore: Devstore;
  close(): Promise<void>;
}

/**
 * Starts the stand-in store on loopback.
 * @throws when a port is taken
 */
export async function startDevstore(options: DevstoreOptions): Promise<RunningDevstore> {
  const clock = new DemoClock(options.clockFile ?? null);
  const storeUrl = `http://localhost:${options.port}`;
  const { configuration } = options;
  const devstore: Devstore = {
    configuration,
    store: options.store,
    functionSchemas: {
      discount: loadPublishedSchema(configuration.schemas, "functions_discount"),
      cartTransform: loadPublishedSchema(configuration.schemas, "functions_cart_transform"),
      extensions: () => functionExtensions(configuration.extensions.functions),
    },
    webhooks: new WebhookSender(options.store, {
      appUrl: options.appInternalUrl,
      configuration,
      secret: options.secret,
    }),
    meter: { calls: 0, spentPoints: 0, mutations: 0, callsByName: new Map() },
    now: options.now ?? (() => clock.now()),
    sessionNow: options.now ?? (() => new Date()),
    clock,
    timers: new Set(),
    storeUrl,
    appUrl: `http://localhost:${options.port + 1}`,
    appInternalUrl: options.appInternalUrl,
    apiKey: options.apiKey,
    secret: options.secret,
  };
  const server = createServer(createDevstoreApp(devstore));
  // A connection that is closed while a long answer is made up looks like an outage to who uses it next.
  server.keepAliveTimeout = 60_000;
  const proxy = createAppProxy(options.appInternalUrl, storeUrl, configuration.app.title);
  await listen(server, options.port);
  await listen(proxy, options.port + 1);
  const smtp = createSmtpServer(options.store, devstore.now);
  await listenForMail(smtp, options.port + 3);
  devstore.webhooks.wake();
  return {
    devstore,
    async close() {
      devstore.webhooks.stop();
      for (const timer of devstore.timers) clearTimeout(timer);
      await Promise.all([...[server, proxy].map(shut), shutMail(smtp)]);
      options.store.close();
    },
  };
}

function createDevstoreApp(devstore: Devstore): express.Express {
  const app = express();
  app.disable("x-powered-by");
  const context = {
    ...devstore,
    emit: (topic: string, payload: unknown) => devstore.webhooks.emit(topic, payload),
  };
  const renderer = new Renderer(devstore);
  app.use(
    adminApi(loadPublishedSchema(devstore.configuration.schemas, "admin"), context, devstore.meter),
  );
  app.use(tokenExchange(devstore.store, devstore));
  app.get("/stand-in/meter", (_request, response) => {
    const { callsByName, ...meter } = devstore.meter;
    response.json({ ...meter, callsByName: Object.fromEntries(callsByName) });
  });
  app.use(
    appFrame(devstore),
    orderAdmin(devstore),
    catalogueAdmin(devstore),
    customerAdmin(devstore),
    customersAdmin(devstore),
    themeEditor(devstore),
    settingsAdmin(devstore),
    mailbox(devstore),
    extensionRoutes(devstore),
  );
  app.use("/admin", (_request, response) => refuseUnknown(devstore, response));
  app.use(takeLocalePrefix(devstore.store));
  app.use(
    // It hands bodies on as they are, so it comes before those that parse them.
    proxiedPages(devstore, renderer),
    standardActions(devstore),
    storefrontPages(devstore, renderer),
    checkoutPages(devstore),
    postPurchasePages(devstore),
    ajaxCart(devstore, renderer),
  );
  app.use(async (request: Request, response: Response) => {
    const page = { template: "404", title: "404", objects: {} };
    sendPage(request, response.status(404), await renderer.template(request, page));
  });
  app.use((failure: Error, request: Request, response: Response, _next: NextFunction) => {
    console.error(`${request.method} ${request.path}`, failure);
    if (response.headersSent) return void response.destroy();
    response.status(500).type("text").send(`The stand-in store failed: ${failure.message}`);
  });
  return app;
}

/** Reads the language off the address, as Shopify's localized addresses carry it. */
function takeLocalePrefix(store: Store) {
  return (request: Request, _response: Response, next: NextFunction) => {
    const [, first] = request.path.split("/");
    const locale = store.shop.locales.slice(1).find((one) => one === first);
    if (locale) request.url = request.url.slice(locale.length + 1).replace(/^(?!\/)/, "/");
    Object.assign(request, {
      locale: locale ?? store.shop.locales[0],
      unprefixedPath: request.path,
    });
    next();
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

function listenForMail(smtp: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    smtp.once("error", reject);
    smtp.listen(port, "127.0.0.1", () => {
      smtp.off("error", reject);
      // What a client does wrong ends its connection, and nothing else.
      smtp.on("error", (failure) => console.error("The mail server:", failure.message));
      resolve();
    });
  });
}

function shutMail(smtp: SMTPServer): Promise<void> {
  return new Promise((resolve) => void smtp.close(() => resolve()));
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
