import { z } from "zod";

const hexKey = z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits (32 bytes)");

/** Several values, separated by commas; none where it is left out. */
const listOf = (one: z.ZodType<string, string>) =>
  z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(one));

/** Names of the machine itself, as a URL has them. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const configSchema = z.object({
  /** What nobody set is production: an answer tells a stranger nothing of what went wrong in here. */
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  SHOPIFY_API_KEY: z.string().min(1, "the app's client id"),
  SHOPIFY_API_SECRET: z.string().min(1, "the app's client secret"),
  SHOPIFY_APP_URL: z.url("the app's public address, such as https://tandem.example.com"),
  /** Secrets that were rotated and that Shopify may sign by still: until the old one is revoked. */
  SHOPIFY_API_SECRET_BEFORE: listOf(z.string()),
  TOKEN_ENCRYPTION_KEY: hexKey,
  /** Keys that were current once: what they encrypted and signed still holds. */
  TOKEN_ENCRYPTION_KEYS_BEFORE: listOf(hexKey),
  /** A PostgreSQL server; without it the database is embedded, in DATA_FOLDER. */
  DATABASE_URL: z.string().startsWith("postgres", "postgresql://…").optional(),
  DATA_FOLDER: z.string().default(".data/tandem"),
  PORT: z.coerce.number().int().positive().default(3000),
  /** Proxies in front, each of which adds who asked it to X-Forwarded-For; 0 where clients reach the process itself. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0, "how many proxies stand in front").default(1),
  /** What who reads /metrics shows; without it, nobody does. */
  METRICS_KEY: z.string().min(20, "at least 20 characters that nobody guesses").optional(),
  /** What this process does. The embedded database takes one process, so it must be all there. */
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  /** How long requests and jobs that are under way may take once the process is asked to end. */
  SHUTDOWN_SECONDS: z.coerce.number().int().min(1).max(600).default(20),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** The mail server: smtps://user:password@host, or smtp://…; without it no mail can be sent. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "smtp://… or smtps://…")
    .optional(),
  /** Address that mails come from; the mail server has to be allowed to send for its domain. */
  MAIL_FROM: z.email("an address such as offers@tandem.example.com").optional(),
  /** What the mail provider shows when it tells of mails that came back; without it, it is not listened to. */
  MAIL_EVENTS_KEY: z.string().min(20, "at least 20 characters that nobody guesses").optional(),
  /** Stand-ins of the demo's only; refused where the app is reached from elsewhere. */
  CLOCK_FILE: z.string().optional(),
  APP_BRIDGE_URL: z.url().optional(),
  SHOPIFY_API_BASE: z.url().optional(),
});

/** Names of all that is read of the environment. */
export const CONFIG_NAMES = Object.keys(configSchema.shape);

export type Config = z.infer<typeof configSchema>;

/**
 * The configuration of this process, from its environment.
 * @throws with the name of each value that is missing or wrong, and what is expected
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = configSchema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `  ${issue.path.join(".")}: expected ${issue.message}`,
    );
    throw new Error(`The configuration is not complete:\n${lines.join("\n")}`);
  }
  const config = parsed.data;
  const isStoodIn = config.APP_BRIDGE_URL ?? config.SHOPIFY_API_BASE ?? config.CLOCK_FILE;
  const addresses = [config.SHOPIFY_APP_URL, config.APP_BRIDGE_URL, config.SHOPIFY_API_BASE];
  if (isStoodIn !== undefined && !addresses.every(isOfThisMachine)) {
    throw new Error(
      "APP_BRIDGE_URL, SHOPIFY_API_BASE and CLOCK_FILE are for the stand-in store, which runs on this machine beside the app: SHOPIFY_APP_URL and both addresses must be of localhost. Unset the three for a real store.",
    );
  }
  if ((config.SMTP_URL === undefined) !== (config.MAIL_FROM === undefined))
    throw new Error("SMTP_URL and MAIL_FROM go together: set both, or neither to send no mail.");
  if (!config.DATABASE_URL && config.ROLE !== "all") {
    throw new Error(
      "ROLE web or worker needs DATABASE_URL: the embedded database takes one process.",
    );
  }
  return config;
}

function isOfThisMachine(address: string | undefined): boolean {
  return address === undefined || LOOPBACK.has(new URL(address).hostname);
}

let config: Config | undefined;

/** The configuration, parsed once. */
export function getConfig(): Config {
  config ??= parseConfig(process.env);
  return config;
}
