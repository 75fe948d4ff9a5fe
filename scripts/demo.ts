import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Ports in a row that a demo takes: the store, the app for the browser, the app itself, and mail. */
export const DEMO_PORTS = 4;

/** What a running demo is made of: the stand-in store and the app, each a process of its own. */
export interface DemoOptions {
  /** The store's port; the app and the mail server take those after it. */
  readonly port: number;
  /** Folder for all that is kept between runs. */
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  readonly logLevel?: string;
  /** Where the app's output goes; without it, to where the demo was started. */
  readonly logFile?: string;
  /** Starts with a shop without products, to import into. */
  readonly isEmpty?: boolean;
  /** Folder of the theme that the storefront shows; without one, the stand-in's own. */
  readonly themeFolder?: string;
}

export interface RunningDemo {
  readonly storeUrl: string;
  readonly appUrl: string;
  readonly secret: string;
  readonly tokenKey: string;
  /** The app's process, for tests that end it in hard ways. */
  readonly app: ChildProcess;
  restartApp(): Promise<ChildProcess>;
  /** Starts the store anew, with all that it holds, in another theme. */
  showTheme(folder: string): Promise<void>;
  stop(): Promise<void>;
}

/** @throws with words for a person when a port is taken or a process does not start */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  for (let port = options.port; port < options.port + DEMO_PORTS; port++)
    await requireFreePort(port);
  const storeUrl = `http://localhost:${options.port}`;
  const appUrl = `http://localhost:${options.port + 1}`;
  const secrets = readSecrets(options.dataFolder);
  const shared: NodeJS.ProcessEnv = {
    ...process.env,
    // As it is deployed: what is tried here is what runs there.
    NODE_ENV: "production",
    SHOPIFY_API_KEY: "tandem-demo",
    SHOPIFY_API_SECRET: secrets.apiSecret,
  };
  const clockFile = join(options.dataFolder, "clock");
  let isStopping = false;
  const startStore = async (themeFolder: string | undefined) => {
    const started = spawn(
      createRequire(import.meta.url).resolve("@tandem/devstore/main"),
      shared,
      [],
      [
        "--config",
        fileURLToPath(new URL("../demo/devstore.ts", import.meta.url)),
        "--port",
        String(options.port),
        "--data",
        join(options.dataFolder, "store.sqlite"),
        "--clock",
        clockFile,
        ...(options.isEmpty ? ["--empty"] : []),
        ...(themeFolder ? ["--theme", themeFolder] : []),
      ],
    );
    await isReady(started, "The stand-in store");
    started.once("exit", (code, signal) => {
      if (!isStopping) console.error(`The stand-in store ended unexpectedly (${signal ?? code}).`);
    });
    return started;
  };
  let store = await startStore(options.themeFolder);
  const startApp = async () => {
    const environment: NodeJS.ProcessEnv = {
      ...shared,
      SHOPIFY_APP_URL: appUrl,
      SHOPIFY_API_BASE: storeUrl,
      APP_BRIDGE_URL: `${storeUrl}/stand-in/app-bridge.js`,
      TOKEN_ENCRYPTION_KEY: secrets.tokenKey,
      SMTP_URL: `smtp://127.0.0.1:${options.port + 3}`,
      MAIL_FROM: "offers@tandem.example",
      CLOCK_FILE: clockFile,
      DATA_FOLDER: join(options.dataFolder, "tandem"),
      PORT: String(options.port + 2),
      LOG_LEVEL: options.logLevel ?? "warn",
      ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    };
    if (!options.databaseUrl) Reflect.deleteProperty(environment, "DATABASE_URL");
    const started = spawn(
      "app/main.ts",
      environment,
      ["--import", "@tandem/devstore/redirect-fetch"],
      [],
      options.logFile === undefined ? "inherit" : openSync(options.logFile, "a"),
    );
    await isReady(started, "The app");
    return started;
  };
  let app = await startApp();
  return {
    storeUrl,
    appUrl,
    secret: secrets.apiSecret,
    tokenKey: secrets.tokenKey,
    get app() {
      return app;
    },
    async restartApp() {
      app = await startApp();
      return app;
    },
    async showTheme(folder) {
      isStopping = true;
      await end(store);
      isStopping = false;
      store = await startStore(folder);
    },
    async stop() {
      isStopping = true;
      await Promise.all([end(app), end(store)]);
    },
  };
}

function spawn(
  script: string,
  environment: NodeJS.ProcessEnv,
  nodeOptions: string[],
  scriptArguments: string[],
  output: "inherit" | number = "inherit",
): ChildProcess {
  const execArgv = ["--disable-warning=ExperimentalWarning", ...nodeOptions];
  // A group of its own, so that Ctrl-C reaches the parent only, which then stops both in order.
  return fork(script, scriptArguments, {
    execArgv,
    env: environment,
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
}

function isReady(child: ChildProcess, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) =>
      reject(new Error(`${what} ended while it started (code ${code}).`)),
    );
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (failure: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken. Choose others with --port, as in: npm start -- --port 5000 (${DEMO_PORTS} in a row are used).`;
      reject(failure.code === "EADDRINUSE" ? new Error(taken) : failure);
    });
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}

/** Secrets of this machine's demo, made once. */
function readSecrets(folder: string): { apiSecret: string; tokenKey: string } {
  const file = join(folder, "secrets.json");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const made = {
      apiSecret: randomBytes(32).toString("hex"),
      tokenKey: randomBytes(32).toString("hex"),
    };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8")) as { apiSecret: string; tokenKey: string };
}
