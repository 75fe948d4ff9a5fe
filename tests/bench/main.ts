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

/** `npm run bench`: every figure of docs/benchmarks.md. Counts, but for the last six: they repeat on any machine. */
log.level = "silent";
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
