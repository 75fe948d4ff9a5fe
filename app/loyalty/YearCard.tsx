import { Link, useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, DataTable, InlineStack, Text } from "@shopify/polaris";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import type { ProgrammeDraft } from "../../core/loyalty/programme-schema.ts";
import type { ProgrammeCost, YearCost } from "../../core/loyalty/simulate-year.ts";
import type { SimulatedYear } from "./simulate-year.server.ts";
import { YearChart } from "./YearChart.tsx";

/** What the programme would have cost on the shop's own orders, before it is switched on. */
export function YearCard({ draft }: { draft: ProgrammeDraft }) {
  const fetcher = useFetcher<SimulatedYear>();
  const answer = fetcher.data;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What would the last 12 months have cost?
        </Text>
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit(JSON.parse(JSON.stringify({ draft })), {
                method: "post",
                action: "/app/loyalty/simulation",
                encType: "application/json",
              })
            }
          >
            Try it on my orders
          </Button>
        </InlineStack>
        {answer && !answer.ok && (
          <Text as="p" tone="caution">
            {answer.message}
          </Text>
        )}
        {answer?.ok && <Answer year={answer.year} currencyCode={answer.currencyCode} />}
      </BlockStack>
    </Card>
  );
}

/** All that money was spent on, in minor units. */
export function costOf({ pointsMinor, discountMinor, creditMinor }: ProgrammeCost): number {
  return pointsMinor + discountMinor + creditMinor;
}

function Answer({ year, currencyCode }: { year: YearCost; currencyCode: string }) {
  const money = (minor: number) => formatMoney(minor, currencyCode, "en");
  const { total, months, members } = year;
  if (total.orders === 0)
    return (
      <Text as="p">
        Tandem knows no order of a customer from the last 12 months. Read the order history under{" "}
        <Link to="/app/loyalty">Loyalty</Link> first.
      </Text>
    );
  const cost = costOf(total);
  const percent = total.netMinor > 0 ? ((100 * cost) / total.netMinor).toFixed(1) : "0";
  const row = (name: string, one: ProgrammeCost) => [
    name,
    money(one.netMinor),
    money(one.pointsMinor),
    money(one.discountMinor),
    money(one.creditMinor),
    one.freeShippings.toLocaleString("en"),
  ];
  return (
    <BlockStack gap="400">
      <Text as="p" fontWeight="semibold">
        {`${money(cost)}, ${percent} % of ${money(total.netMinor)} in ${total.orders.toLocaleString("en")} orders, if every point is used${total.freeShippings > 0 ? `, and the shipping of ${total.freeShippings.toLocaleString("en")} orders` : ""}.`}
      </Text>
      {members.length > 0 && (
        <Text as="p">
          {`Today there would be ${members.map(({ tier, customers }) => `${customers.toLocaleString("en")} in ${tier}`).join(", ")}.`}
        </Text>
      )}
      <YearChart months={months} money={money} />
      <DataTable
        columnContentTypes={["text", "numeric", "numeric", "numeric", "numeric", "numeric"]}
        headings={["Month", "Sales", "Points", "Off orders", "Store credit", "Free shippings"]}
        rows={months.map((one) => row(one.month, one))}
        totals={["", ...row("", total).slice(1)]}
        totalsName={{ singular: "In all", plural: "In all" }}
      />
      <Text as="p" tone="subdued">
        On what customers bought anyway: what they would buy more for it is not in it.
      </Text>
    </BlockStack>
  );
}
