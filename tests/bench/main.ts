import { log } from "../../app/platform/log.server.ts";
import { benchFollowUps } from "./follow-ups.ts";
import { benchHistory } from "./history.ts";
import { benchLoyalty } from "./loyalty.ts";
import { benchOneClick } from "./one-click.ts";
import { benchPricing } from "./pricing.ts";
import { benchPublishing } from "./publishing.ts";
import { benchStorefront } from "./storefront.ts";
import { benchSuite } from "./suite.ts";
import { benchTrust } from "./trust.ts";

/** `npm run bench [-- NAMES]`: every figure of docs/benchmarks.md, or those of some benches. Counts, but for the last seven: they repeat on any machine. */
log.level = "silent";
// What links and names are signed with, and where links lead: any will do.
Object.assign(process.env, {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://tandem.example.com",
  TOKEN_ENCRYPTION_KEY: "ab".repeat(32),
});
const BENCHES = new Map<string, () => void | Promise<void>>([
  ["pricing", benchPricing],
  ["publishing", benchPublishing],
  ["storefront", benchStorefront],
  ["follow-ups", benchFollowUps],
  ["one-click", benchOneClick],
  ["history", benchHistory],
  ["loyalty", benchLoyalty],
  ["trust", benchTrust],
  ["suite", benchSuite],
]);
const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !BENCHES.has(name));
if (unknown !== undefined) {
  console.error(`There is no bench “${unknown}”. There are: ${[...BENCHES.keys()].join(", ")}.`);
  process.exit(2);
}
for (const [name, bench] of BENCHES)
  if (chosen.length === 0 || chosen.includes(name)) await bench();
process.exit(0);
