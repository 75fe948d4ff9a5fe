import { Card, BlockStack, DataTable, Text } from "@shopify/polaris";

import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import type { FailedDelivery } from "./failed-deliveries.server.ts";

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    attempted_delivery: "Delivery attempted",
    failure: "Delivery or tracking failed",
    not_delivered: "Not delivered",
  }),
);

/** Orders for the merchant to see to. */
export function FailedDeliveriesCard({
  deliveries,
  timeZone,
}: {
  readonly deliveries: readonly FailedDelivery[];
  readonly timeZone: string;
}) {
  const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Failed deliveries
        </Text>
        <Text as="p" tone="subdued">
          Tandem doesn’t ask these customers about their order until it arrives.
        </Text>
        <DataTable
          columnContentTypes={["text", "text", "text"]}
          headings={["Order", "Status", "Date"]}
          rows={deliveries.map(({ orderNumber, orderName, shipmentStatus, toldAt }) => [
            <a key="order" href={`shopify://admin/orders/${orderNumber}`}>
              {orderName ?? UNNAMED_ORDER}
            </a>,
            WORDS.get(shipmentStatus) ?? shipmentStatus,
            date.format(Date.parse(toldAt)),
          ])}
        />
      </BlockStack>
    </Card>
  );
}
