import type { GraphQLSchema } from "graphql";

import type { ApiMeter } from "./admin-api/endpoint.ts";
import type { DevstoreConfiguration } from "./define-devstore.ts";
import type { DemoClock } from "./demo-clock.ts";
import type { FunctionExtension } from "./function-extensions.ts";
import type { Store } from "./state/store.ts";
import type { WebhookSender } from "./webhooks/sender.ts";

/** What the app's Functions run by: the published schemas of their inputs, and what their extensions declare. */
export interface FunctionSchemas {
  readonly discount: GraphQLSchema;
  readonly cartTransform: GraphQLSchema;
  /** Read anew each time: an input query that was edited counts at once. */
  readonly extensions: () => FunctionExtension[];
}

/** What the parts of the stand-in share. */
export interface Devstore {
  readonly configuration: DevstoreConfiguration;
  readonly store: Store;
  readonly functionSchemas: FunctionSchemas;
  readonly webhooks: WebhookSender;
  readonly meter: ApiMeter;
  /** The shop's clock, which can be moved. */
  readonly now: () => Date;
  /** The machine's clock: sessions, tokens and signatures go by it. */
  readonly sessionNow: () => Date;
  readonly clock: DemoClock;
  /** What is to happen in some moments; a store that closes ends them. */
  readonly timers: Set<NodeJS.Timeout>;
  /** Where the storefront, the admin and the mailbox are: `http://localhost:4000`. */
  readonly storeUrl: string;
  /** Where the browser finds the app, through the stand-in's proxy. */
  readonly appUrl: string;
  /** Where the app itself listens. */
  readonly appInternalUrl: string;
  readonly apiKey: string;
  readonly secret: string;
}
