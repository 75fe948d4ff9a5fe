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

/** `npm run bench`: every figure of docs/benchmarks.md. Counts, but for the last seven: they repeat on any machine. */
log.level = "silent";
// What links and names are signed with, and where links lead: any will do.
Object.assign(process.env, {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://tandem.example.com",
  TOKEN_ENCRYPTION_KEY: "ab".repeat(32),
});
await benchPricing();
await benchPublishing();
await benchStorefront();
await benchFollowUps();
await benchOneClick();
await benchHistory();
await benchLoyalty();
await benchTrust();
benchSuite();
process.exit(0);
