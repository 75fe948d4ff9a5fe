import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  IndexTable,
  InlineGrid,
  InlineStack,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import type { EntryKind } from "../../core/loyalty/order-entries.ts";
import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import { ShopifyAway } from "../ui/ShopifyAway.tsx";
import { useEachAnswer } from "../ui/use-each-answer.ts";
import { errorProp } from "../ui/error-prop.ts";
import type { MemberData, TimelineEntry } from "./members.server.ts";

const WHAT: Record<EntryKind, string> = {
  earned: "Earned",
  refunded: "Taken back: refund",
  "charged-back": "Taken back: chargeback",
  cancelled: "Taken back: order cancelled",
  voided: "Taken back: order not paid",
  deleted: "Taken back: order deleted",
  paid: "Order paid",
  edited: "Order changed",
  tier: "Tier of that time changed",
  removed: "Taken back: customer removed from the order",
  moved: "Moved: customers were merged",
  "signed-up": "New account",
  birthday: "Birthday",
  reviewed: "Review",
  referred: "Brought a friend",
  adjusted: "Adjusted",
  imported: "Imported",
  redeemed: "Redeemed",
  returned: "Given back: not redeemed after all",
  expired: "Expired",
};

export type AdjustmentAnswer =
  { readonly ok: true } | { readonly ok: false; readonly field: string; readonly message: string };

/** A member: what they have, where they stand, and how it came about, entry by entry. */
export function Member(member: MemberData) {
  const { name, email, standing, pointsName } = member;
  return (
    <Page
      title={name ?? (member.isShopifyAway ? "Member" : "Deleted customer")}
      {...(email && { subtitle: email })}
      {...(standing?.level && { titleMetadata: <Badge>{standing.level.name}</Badge> })}
      backAction={{ content: "Loyalty", url: "/app/loyalty" }}
    >
      <BlockStack gap="400">
        {member.isShopifyAway && <ShopifyAway />}
        {member.lateGrants.length > 0 && (
          <Banner tone="warning" title="Check this customer’s store credit">
            {member.lateGrants.map(({ id, amountMinor, currencyCode, at }) => (
              <p key={id}>
                {`Shopify answered too late to a redemption of ${day(at, member.timeZone)}, and may have given ${formatMoney(amountMinor, currencyCode, "en")} twice. If it’s there twice, remove one in Shopify.`}
              </p>
            ))}
          </Banner>
        )}
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Figure label={`${pointsName} to use`} value={member.available.toLocaleString("en")} />
          <Figure label="pending" value={member.pending.toLocaleString("en")} />
          <Figure
            label={standing?.next ? `to ${standing.next.level.name}` : "next tier"}
            value={standing?.next ? counted(standing.next.missing, member) : "–"}
          />
        </InlineGrid>
        <Adjustment pointsName={pointsName} />
        <Card padding="0">
          <IndexTable
            itemCount={member.timeline.length}
            selectable={false}
            headings={[
              { title: "When" },
              { title: "What" },
              { title: "Points", alignment: "end" },
              { title: "Then", alignment: "end" },
              { title: "To use from" },
            ]}
          >
            {member.timeline.map((entry, index) => (
              <IndexTable.Row key={entry.key} id={entry.key} position={index}>
                <IndexTable.Cell>{day(entry.at, member.timeZone)}</IndexTable.Cell>
                <IndexTable.Cell>
                  <What entry={entry} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="p" alignment="end" numeric>
                    {signed(entry.points)}
                  </Text>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="p" alignment="end" numeric>
                    {entry.balance.toLocaleString("en")}
                  </Text>
                </IndexTable.Cell>
                <IndexTable.Cell>{day(entry.availableAt, member.timeZone)}</IndexTable.Cell>
              </IndexTable.Row>
            ))}
          </IndexTable>
        </Card>
      </BlockStack>
    </Page>
  );
}

function counted(value: number, { measure, currencyCode, pointsName }: MemberData): string {
  if (measure === "spend") return formatMoney(value, currencyCode, "en");
  return `${value.toLocaleString("en")} ${measure === "orders" ? "orders" : pointsName}`;
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Card>
      <Text as="p" variant="headingLg" numeric>
        {value}
      </Text>
      <Text as="p" tone="subdued">
        {label}
      </Text>
    </Card>
  );
}

function What({ entry }: { entry: TimelineEntry }) {
  return (
    <>
      {WHAT[entry.kind]}
      {entry.orderNumber && (
        <>
          {" "}
          <a href={`shopify://admin/orders/${entry.orderNumber}`}>
            {entry.orderName ? `order ${entry.orderName}` : UNNAMED_ORDER}
          </a>
        </>
      )}
      {entry.reason && (
        <Text as="p" tone="subdued">
          {entry.reason} (staff member {entry.author})
        </Text>
      )}
    </>
  );
}

/** Points by hand, with a reason. */
function Adjustment({ pointsName }: { pointsName: string }) {
  const shopify = useAppBridge();
  const fetcher = useFetcher<AdjustmentAnswer>();
  // One id for what is typed, however often it is sent.
  const [id, setId] = useState(() => crypto.randomUUID());
  const [points, setPoints] = useState("");
  const [reason, setReason] = useState("");
  const answer = fetcher.data;
  useEachAnswer(answer, ({ ok }) => {
    if (!ok) return;
    shopify.toast.show("Entered into the ledger");
    setId(crypto.randomUUID());
    setPoints("");
    setReason("");
  });
  const errorAt = (field: string) =>
    answer && !answer.ok && answer.field === field ? answer.message : undefined;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Adjust
        </Text>
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={`More or fewer ${pointsName}`}
              placeholder="-50"
              autoComplete="off"
              inputMode="numeric"
              value={points}
              onChange={setPoints}
              {...errorProp(errorAt("points"))}
            />
            <TextField
              label="Why"
              autoComplete="off"
              value={reason}
              onChange={setReason}
              {...errorProp(errorAt("reason"))}
            />
          </FormLayout.Group>
        </FormLayout>
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit(
                { id, points, reason },
                { method: "post", encType: "application/json" },
              )
            }
          >
            Enter
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

const signed = (points: number) =>
  new Intl.NumberFormat("en", { signDisplay: "exceptZero" }).format(points);

const day = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone }).format(Date.parse(instant));
