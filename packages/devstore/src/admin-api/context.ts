import type { ExecutionResult } from "graphql";

import type { DevstoreConfiguration } from "../define-devstore.ts";
import type { Store } from "../state/store.ts";

/** What the resolvers work on. */
export interface ApiContext {
  readonly configuration: DevstoreConfiguration;
  readonly store: Store;
  readonly now: () => Date;
  /** Tokens and the limits of calls go by it. */
  readonly sessionNow: () => Date;
  /** Where the store is reached, for pictures. */
  readonly storeUrl: string;
  /** Tells other parts (webhooks) that something changed. */
  readonly emit: (topic: string, payload: unknown) => void;
  readonly appUrl: string;
  /** Executes a query of a bulk operation. */
  readonly runQuery: (
    source: string,
    variables: Record<string, unknown>,
  ) => Promise<ExecutionResult>;
}
