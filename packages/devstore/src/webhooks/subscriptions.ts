import { readFileSync } from "node:fs";

import { parse } from "smol-toml";

interface AppToml {
  webhooks: {
    api_version: string;
    subscriptions: { topics?: string[]; compliance_topics?: string[]; uri: string }[];
  };
}

export interface Subscription {
  readonly topic: string;
  /** Path at the app. */
  readonly uri: string;
  /** Privacy topics are the app's as a whole, and no shop lists them. */
  readonly isCompliance: boolean;
}

/**
 * What the app subscribes to, by its configuration, as `shopify app deploy` would register it.
 * @param appToml its `shopify.app.toml`
 */
export function subscriptions(appToml: string): Subscription[] {
  const { webhooks } = parse(readFileSync(appToml, "utf8")) as unknown as AppToml;
  return webhooks.subscriptions.flatMap(({ topics = [], compliance_topics = [], uri }) => [
    ...topics.map((topic) => ({ topic, uri, isCompliance: false })),
    ...compliance_topics.map((topic) => ({ topic, uri, isCompliance: true })),
  ]);
}

/** Address path of the app for a topic; undefined when it is not subscribed to. */
export function subscribedPath(appToml: string, topic: string): string | undefined {
  return subscriptions(appToml).find((one) => one.topic === topic)?.uri;
}
