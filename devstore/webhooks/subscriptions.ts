import { readFileSync } from "node:fs";

import { parse } from "smol-toml";

interface AppToml {
  webhooks: {
    api_version: string;
    subscriptions: { topics?: string[]; compliance_topics?: string[]; uri: string }[];
  };
}

/** Address path of the app for a topic, as `shopify.app.toml` subscribes it; undefined for none. */
export function subscribedPath(topic: string): string | undefined {
  const { webhooks } = parse(readFileSync("shopify.app.toml", "utf8")) as unknown as AppToml;
  const subscription = webhooks.subscriptions.find((one) =>
    [...(one.topics ?? []), ...(one.compliance_topics ?? [])].includes(topic),
  );
  return subscription?.uri;
}
