import { BlockStack, Card, DataTable, Text } from "@shopify/polaris";

import type { OneClickState } from "../../core/one-click/offer.ts";
import { NOT_SHOWN_REASONS } from "../../core/one-click/why-not-shown.ts";
import type { OneClickData } from "./load-one-click.server.ts";
import { REASON_WORDS } from "./words.ts";

const FAILED: readonly OneClickState[] = ["not-added", "taken-off", "left-unpaid"];

/** What became of the offers of the last weeks, and why some orders had none. */
export function OneClickReport({ counts, days }: Pick<OneClickData, "counts" | "days">) {
  const ordersIn = (states: readonly OneClickState[]) =>
    counts.filter((one) => states.includes(one.state)).reduce((sum, one) => sum + one.orders, 0);
  const added = ordersIn(["added"]);
  const checked = ordersIn(["accepted"]);
  const failed = ordersIn(FAILED);
  const declined = ordersIn(["declined"]);
  const unanswered = ordersIn(["shown"]);
  const seen = added + checked + failed + declined + unanswered;
  const moved = ordersIn(["moved"]);
  const share = (part: number) => (seen === 0 ? "–" : `${Math.round((part * 100) / seen)} %`);
  const reasons = NOT_SHOWN_REASONS.flatMap((reason) => {
    const orders = counts
      .filter((one) => one.state === "moved" && one.reason === reason)
      .reduce((sum, one) => sum + one.orders, 0);
    return orders > 0 ? [[REASON_WORDS[reason], orders] as const] : [];
  });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          The last {days} days
        </Text>
        <DataTable
          columnContentTypes={["text", "numeric", "numeric"]}
          headings={["Orders", "Number", "Of those seen"]}
          rows={[
            ["Saw an offer", seen, share(seen)],
            ["Added and paid", added, share(added)],
            ...(checked > 0 ? [["Accepted, being checked", checked, share(checked)]] : []),
            ["Declined", declined, share(declined)],
            ["Left without an answer", unanswered, share(unanswered)],
            ["Accepted, and not paid or not added", failed, share(failed)],
          ]}
        />
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Not shown: {moved}
          </Text>
          <Text as="p" tone="subdued">
            Shopify shows the page only to buyers whose payment can be charged again. For everyone
            else, the offer moves to the thank-you page by itself.
          </Text>
          {reasons.length > 0 && (
            <DataTable
              columnContentTypes={["text", "numeric"]}
              headings={["Why", "Orders"]}
              rows={reasons.map(([words, orders]) => [words, orders])}
            />
          )}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
