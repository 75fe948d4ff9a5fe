import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";

import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { issueSessionToken } from "@tandem/devstore/oauth";

import { EncryptedSessionStorage } from "../../app/platform/encrypted-session-storage.server.ts";
import { TextCipher } from "../../app/platform/encryption.server.ts";
import type { TestDatabase } from "./databases.ts";
import { freePorts } from "./free-ports.ts";
import { SHOP } from "./stand-in.ts";

const TOKEN_KEY = "ab".repeat(32);
const SECRET = "secret";

export interface AppProcessOptions {
  /** The stand-in store's address. */
  readonly storeUrl: string;
  /** None for the embedded one, in the environment's DATA_FOLDER. */
  readonly databaseUrl?: string;
  /** Milliseconds by which its clock is ahead. */
  readonly ahead?: number;
  /** What else its environment says. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process of the app, as it runs in production. */
export interface AppProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Posts JSON as a page after the purchase does, for a customer who is signed in. */
  post(path: string, customerId: string, body: unknown): Promise<Response>;
  /** Sends a webhook as Shopify does. */
  tell(topic: string, body: unknown): Promise<Response>;
  /** Asks it to end. @returns the code that it ended with; null where it had to be killed */
  end(signal?: "SIGTERM" | "SIGINT"): Promise<number | null>;
}

/** Notes that a shop has the app, with a token that the stand-in takes. */
export async function installOn({ database: { prisma } }: TestDatabase): Promise<void> {
  await prisma.shop.create({ data: { shop: SHOP, currencyCode: "EUR", timeZone: "UTC" } });
  const sessions = new EncryptedSessionStorage(
    new PrismaSessionStorage(prisma),
    new TextCipher("session-tokens", TOKEN_KEY),
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
}

/** @throws where it ends before it is ready */
export async function startApp(options: AppProcessOptions): Promise<AppProcess> {
  const { ahead = 0 } = options;
  const port = await freePorts();
  const app = fork("app/main.ts", [], {
    execArgv: [
      "--disable-warning=ExperimentalWarning",
      "--import",
      "@tandem/devstore/redirect-fetch",
      "--import",
      "./tests/support/fast-clock.mjs",
    ],
    env: {
      ...process.env,
      NODE_ENV: "production",
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: SECRET,
      SHOPIFY_APP_URL: `http://localhost:${port}`,
      SHOPIFY_API_BASE: options.storeUrl,
      TOKEN_ENCRYPTION_KEY: TOKEN_KEY,
      ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
      FAST_CLOCK_MILLISECONDS: String(ahead),
      PORT: String(port),
      LOG_LEVEL: "error",
      ...options.environment,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await Promise.race([
    once(app, "message"),
    once(app, "exit").then(([code]) => {
      throw new Error(`The app ended while it started (code ${String(code)}).`);
    }),
  ]);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    process: app,
    post: (path, customerId, body) => postAsBuyer(`${url}${path}`, customerId, body, ahead),
    tell: (topic, body) => tell(url, topic, body),
    end: (signal = "SIGTERM") => end(app, signal),
  };
}

function postAsBuyer(url: string, customerId: string, body: unknown, ahead: number) {
  const token = issueSessionToken({
    shop: SHOP,
    apiKey: "key",
    secret: SECRET,
    now: new Date(Date.now() + ahead),
    buyer: { customerId },
  });
  return fetch(url, {
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
}

function addressOf(customerId: string): string {
  const number = Number(customerId.split("/").at(-1));
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}

function tell(url: string, topic: string, body: unknown): Promise<Response> {
  const text = JSON.stringify(body);
  return fetch(`${url}/webhooks/inbox`, {
    method: "POST",
    headers: {
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": SHOP,
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", SECRET).update(text).digest("base64"),
    },
    body: text,
  });
}

async function end(app: ChildProcess, signal: "SIGTERM" | "SIGINT"): Promise<number | null> {
  if (app.exitCode !== null || app.signalCode !== null) return app.exitCode;
  const ended = once(app, "exit");
  app.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}
