import { Form, useNavigate } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  DataTable,
  EmptyState,
  IndexTable,
  InlineStack,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import type { FollowUpsData } from "./load-follow-ups.server.ts";
import { ConfirmationCard } from "./confirmation/ConfirmationCard.tsx";
import { FailedDeliveriesCard } from "./FailedDeliveriesCard.tsx";
import { FollowUpRulesCard } from "./FollowUpRulesCard.tsx";
import { PulseRulesCard } from "./PulseRulesCard.tsx";
import { ShopifyAway } from "../ui/ShopifyAway.tsx";
import { TablePages } from "../ui/TablePages.tsx";
import { SequencesCard } from "./SequencesCard.tsx";

const ANSWERS: Record<PulseAnswer, { label: string; tone: "success" | "info" | "critical" }> = {
  happy: { label: "Happy", tone: "success" },
  neutral: { label: "Neutral", tone: "info" },
  unhappy: { label: "Unhappy", tone: "critical" },
};

/** What buyers say once they have what they ordered. */
export function FollowUps(data: FollowUpsData) {
  return (
    <Page title="Follow-ups">
      <BlockStack gap="400">
        {data.isShopifyAway && <ShopifyAway />}
        {!data.canSend && (
          <Banner tone="warning" title="No mail is sent">
            <p>
              Whoever runs this Tandem has to set SMTP_URL and MAIL_FROM first. Buyers can be asked
              on the order status page all the same.
            </p>
          </Banner>
        )}
        {data.failedDeliveries.length > 0 && (
          <FailedDeliveriesCard deliveries={data.failedDeliveries} timeZone={data.timeZone} />
        )}
        <SequencesCard
          sequences={data.sequences}
          currencyCode={data.currencyCode}
          tracksOpens={data.mailRules.tracksOpens}
        />
        <PulseRulesCard rules={data.rules} />
        <FollowUpRulesCard rules={data.mailRules} />
        <ConfirmationCard preview={data.confirmation} />
        {data.months.length > 0 && <Trend months={data.months} />}
        <Pulses {...data} />
      </BlockStack>
    </Page>
  );
}

function Trend({ months }: Pick<FollowUpsData, "months">) {
  const share = (part: number, whole: number) => `${Math.round((part * 100) / whole)} %`;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          The pulse by month
        </Text>
        <DataTable
          columnContentTypes={["text", "numeric", "numeric", "numeric", "numeric"]}
          headings={["Month", "Answers", "Happy", "Neutral", "Unhappy"]}
          rows={months.map(({ month, happy, neutral, unhappy }) => {
            const all = happy + neutral + unhappy;
            return [
              month,
              all,
              ...[happy, neutral, unhappy].map((one) => `${one} (${share(one, all)})`),
            ];
          })}
        />
      </BlockStack>
    </Card>
  );
}

function Pulses({ rows, hasNext, page, words, answer, timeZone, isShopifyAway }: FollowUpsData) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(words);
  const address = (more: Record<string, string>) =>
    `?${new URLSearchParams({ ...(words && { words }), ...(answer && { answer }), ...more }).toString()}`;
  const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone });
  return (
    <Card padding="0">
      <Box padding="300">
        <BlockStack gap="300">
          <Form method="get">
            <InlineStack gap="200" blockAlign="end">
              <TextField
                label="Words of a comment"
                name="words"
                autoComplete="off"
                value={typed}
                onChange={setTyped}
              />
              <Button submit>Search</Button>
            </InlineStack>
          </Form>
          <Select
            label="Answer"
            labelInline
            options={[
              { label: "All answers", value: "" },
              ...Object.entries(ANSWERS).map(([value, { label }]) => ({ label, value })),
            ]}
            value={answer ?? ""}
            onChange={(value) =>
              navigate(
                `?${new URLSearchParams({ ...(words && { words }), ...(value && { answer: value }) }).toString()}`,
              )
            }
          />
        </BlockStack>
      </Box>
      {rows.length === 0 ? (
        <EmptyState heading={words || answer ? "Nothing found" : "No answers yet"} image="">
          <p>
            {words || answer
              ? "No buyer said this."
              : "Buyers are asked when their order has arrived."}
          </p>
        </EmptyState>
      ) : (
        <IndexTable
          itemCount={rows.length}
          selectable={false}
          headings={[
            { title: "When" },
            { title: "Answer" },
            { title: "Order" },
            { title: "Comment" },
          ]}
        >
          {rows.map((row, index) => (
            <IndexTable.Row key={row.orderNumber} id={row.orderNumber} position={index}>
              <IndexTable.Cell>{date.format(Date.parse(row.answeredAt))}</IndexTable.Cell>
              <IndexTable.Cell>
                <Badge tone={ANSWERS[row.answer].tone}>{ANSWERS[row.answer].label}</Badge>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <a href={`shopify://admin/orders/${row.orderNumber}`}>
                  {row.orderName ?? UNNAMED_ORDER}
                </a>{" "}
                <a href={`shopify://admin/customers/${row.customerNumber}`}>
                  {row.name ?? (isShopifyAway ? "Customer" : "Deleted customer")}
                </a>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <div style={{ whiteSpace: "pre-wrap", maxWidth: "28rem" }}>{row.comment}</div>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
      <TablePages page={page} hasNext={hasNext} addressOf={(at) => address({ page: String(at) })} />
    </Card>
  );
}
