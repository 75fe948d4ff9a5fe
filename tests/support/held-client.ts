import { once } from "node:events";

import type { AdminClient } from "../../app/shopify/admin-client.server.ts";

export interface HeldClient {
  readonly client: AdminClient;
  /** Resolves when the call is held. */
  readonly arrived: Promise<void>;
  /** Lets it go on. */
  release(): void;
}

/**
 * A client that holds the calls of an operation until the test lets go of them.
 * @param operation name of the document's operation
 * @param side whether Shopify hears of the call before it is held, or after
 */
export function holdCalls(
  client: AdminClient,
  operation: string,
  side: "before Shopify" | "after Shopify",
): HeldClient {
  const arrival = new AbortController();
  const end = new AbortController();
  const arrived = once(arrival.signal, "abort").then(() => {});
  const released = once(end.signal, "abort");
  const hold = async () => {
    arrival.abort();
    await released;
  };
  return {
    arrived,
    release: () => end.abort(),
    client: {
      async run(document, variables, schema) {
        const isHeld = document.includes(` ${operation}(`);
        if (isHeld && side === "before Shopify") await hold();
        const answer = await client.run(document, variables, schema);
        if (isHeld && side === "after Shopify") await hold();
        return answer;
      },
    },
  };
}
