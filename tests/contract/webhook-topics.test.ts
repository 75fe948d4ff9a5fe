import { subscriptions } from "@tandem/devstore/webhooks";
import { expect, test } from "vitest";

import { isCompliance, isForInbox, isUninstalled } from "../../app/shopify/webhook-topics.ts";
import standIn from "../../demo/devstore.ts";

const TAKES = new Map([
  ["/webhooks/inbox", isForInbox],
  ["/webhooks/compliance", isCompliance],
  ["/webhooks/app/uninstalled", isUninstalled],
]);

test.each(subscriptions(standIn.app.toml))(
  "$topic is taken at $uri, where Shopify sends it, alone",
  ({ topic, uri }) => {
    const name = topic.replace("/", "_").toUpperCase();
    const taking = [...TAKES].filter(([, takes]) => takes(name)).map(([address]) => address);
    expect(taking).toEqual([uri]);
  },
);
