import { useFetcher, useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect } from "react";

import { UNDER_WAY } from "../orders/history/history-state.ts";
import type { LoyaltyData } from "./load-loyalty.server.ts";

/** How often the page looks how far it is. */
const LOOK_MILLISECONDS = 2_000;

/** Reads the orders from before Tandem, and says how far it is. */
export function HistoryCard({ history, oldestOrder, timeZone }: LoyaltyData) {
  const fetcher = useFetcher();
  const { revalidate } = useRevalidator();
  const isUnderWay = history !== null && UNDER_WAY.includes(history.state);
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(revalidate, LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isUnderWay, revalidate]);
  const count = (number: number) => number.toLocaleString("en");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Order history
        </Text>
        <Text as="p">
          {oldestOrder
            ? `The oldest order that Tandem knows is of ${new Date(oldestOrder).toLocaleDateString("en", { dateStyle: "medium", timeZone })}.`
            : "Tandem knows no order yet."}{" "}
          Read the history to try the programme on last year’s orders, and to let them earn. Shopify
          gives an app the orders of the last 60 days, unless it was granted all of them
          (read_all_orders).
        </Text>
        {isUnderWay && (
          <>
            <ProgressBar
              size="small"
              progress={history.total ? (100 * history.done) / history.total : 0}
            />
            <Text as="p" tone="subdued">
              {history.state === "reading"
                ? `${count(history.done)} of ${count(history.total ?? 0)} orders read`
                : `Shopify is gathering them: ${count(history.total ?? 0)} orders so far`}
            </Text>
          </>
        )}
        {history?.state === "done" && (
          <Text as="p" tone="success">
            {`${count(history.done)} orders were read.`}
          </Text>
        )}
        {history?.state === "failed" && (
          <Text as="p" tone="critical">
            {history.message}
          </Text>
        )}
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            disabled={isUnderWay}
            onClick={() => fetcher.submit({}, { method: "post", action: "/app/loyalty/history" })}
          >
            {history?.state === "done" ? "Read it again" : "Read the order history"}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
