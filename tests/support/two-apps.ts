import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";

import { EncryptedSessionStorage } from "../../app/platform/encrypted-session-storage.server.ts";
import { TextCipher } from "../../app/platform/encryption.server.ts";
import { issueSessionToken } from "../../devstore/oauth/session-token.ts";
import { DATABASES } from "./databases.ts";
import type { TestDatabase } from "./databases.ts";
import { freePorts } from "./free-ports.ts";
import { SHOP, startStandIn } from "./stand-in.ts";
import type { StandIn } from "./stand-in.ts";

const TOKEN_KEY = "ab".repeat(32);
const AHEAD_MILLISECONDS = 60_000;

/** A process of the app that answers requests. */
export interface AppProcess {
  /** Posts JSON as a page after the purchase does, for a customer who is signed in. */
  post(path: string, customerId: string, body: unknown): Promise<Response>;
}

/** The app as it runs in production: two processes on one PostgreSQL server, here with the stand-in store. */
export interface TwoApps {
  readonly server: TestDatabase;
  readonly standIn: StandIn;
  /** The second one's clock is a minute ahead. */
  readonly apps: readonly [AppProcess, AppProcess];
  stop(): Promise<void>;
}

/** Starts both processes at the same moment, for a shop that has the app already. They work no jobs off. */
export async function startTwoApps(): Promise<TwoApps> {
  const standIn = await startStandIn();
  const server = await DATABASES.find(([name]) => name === "PostgreSQL")![1]();
  const { prisma } = server.database;
  await prisma.shop.create({ data: { shop: SHOP, currencyCode: "EUR", timeZone: "UTC" } });
  const sessions = new EncryptedSessionStorage(
    new PrismaSessionStorage(prisma),
    new TextCipher(TOKEN_KEY),
  );
  await sessions.storeSession(
    new Session({
      id: `offline_${SHOP}`,
      shop: SHOP,
      state: "",
      isOnline: false,
      accessToken: "token",
      refreshToken: "refresh",
      expires: new Date(Date.now() + 86_400_000),
    }),
  );
  const started = await Promise.all([
    startApp(standIn, server.url!, 0),
    startApp(standIn, server.url!, AHEAD_MILLISECONDS),
  ]);
  const [first, second] = started;
  return {
    server,
    standIn,
    apps: [first.app, second.app],
    async stop() {
      await Promise.all(started.map(({ process }) => end(process)));
      await standIn.close();
      await server.close();
    },
  };
}

async function startApp(standIn: StandIn, databaseUrl: string, ahead: number) {
  const port = await freePorts();
  const app = fork("app/main.ts", [], {
    execArgv: [
      "--disable-warning=ExperimentalWarning",
      "--import",
      "./devstore/redirect-fetch.mjs",
      "--import",
      "./tests/support/fast-clock.mjs",
    ],
    env: {
      ...process.env,
      NODE_ENV: "production",
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: "secret",
      SHOPIFY_APP_URL: `http://localhost:${port}`,
      SHOPIFY_API_BASE: standIn.devstore.storeUrl,
      TOKEN_ENCRYPTION_KEY: TOKEN_KEY,
      DATABASE_URL: databaseUrl,
      FAST_CLOCK_MILLISECONDS: String(ahead),
      ROLE: "web",
      PORT: String(port),
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await Promise.race([
    once(app, "message"),
    once(app, "exit").then(([code]) => {
      throw new Error(`The app ended while it started (code ${String(code)}).`);
    }),
  ]);
  const post: AppProcess["post"] = (path, customerId, body) => {
    const token = issueSessionToken({
      shop: SHOP,
      apiKey: "key",
      secret: "secret",
      now: new Date(Date.now() + ahead),
      buyer: { customerId },
    });
    return fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        // Each customer comes from an address of their own, as the proxy in front tells it.
        "X-Forwarded-For": addressOf(customerId),
        // Shopify's library answers no robots.
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0",
      },
      body: JSON.stringify(body),
    });
  };
  return { process: app, app: { post } };
}

function addressOf(customerId: string): string {
  const number = Number(customerId.split("/").at(-1));
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}

async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const ended = once(app, "exit");
  app.kill("SIGTERM");
  await ended;
}
