import { BlockStack, Card, DataTable, InlineGrid, Link, Text } from "@shopify/polaris";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import type { HomeData } from "./Home.tsx";

/** What the offers brought in the last 30 days. */
export function Results({
  results,
  ordersWithOffer,
  currencyCode,
}: Pick<HomeData, "results" | "ordersWithOffer" | "currencyCode">) {
  const money = (minor: number) => formatMoney(minor, currencyCode, "en");
  const total = (pick: (row: HomeData["results"][number]) => number) =>
    results.reduce((sum, row) => sum + pick(row), 0);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What your offers brought, last 30 days
        </Text>
        {results.length === 0 ? (
          <Text as="p" tone="subdued">
            No order with an offer yet. Paid orders, without test orders, are counted net of refunds
            and cancellations.
          </Text>
        ) : (
          <>
            <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
              <Figure
                label="Revenue with an offer"
                value={money(total((row) => row.revenueMinor))}
              />
              <Figure label="Discounts given" value={money(total((row) => row.discountMinor))} />
              <Figure label="Orders with an offer" value={String(ordersWithOffer)} />
            </InlineGrid>
            <DataTable
              columnContentTypes={["text", "numeric", "numeric", "numeric", "numeric"]}
              headings={["Offer", "Orders", "Units", "Discount", "Revenue"]}
              rows={results.map((row) => [
                <Link key={row.offerId} url={`/app/offers/${row.offerId}`}>
                  {row.name}
                </Link>,
                row.orders,
                row.units,
                money(row.discountMinor),
                money(row.revenueMinor),
              ])}
            />
            <Text as="p" tone="subdued">
              Paid orders, without test orders. Revenue of the lines that an offer priced, or that
              were added from a cross-sell, after discount and net of refunds. It says what was
              bought with an offer, not what the offer added.
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <BlockStack gap="050">
      <Text as="p" tone="subdued">
        {label}
      </Text>
      <Text as="p" variant="headingLg">
        {value}
      </Text>
    </BlockStack>
  );
}
