import { Link, useFetcher, useNavigate, useSearchParams } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Badge,
  Box,
  Banner,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import { ShopifyAway } from "../ui/ShopifyAway.tsx";
import { TablePages } from "../ui/TablePages.tsx";
import { HistoryCard } from "./HistoryCard.tsx";
import { downloadMembers } from "./download-members.ts";
import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import type { LedgerAudit } from "./audit-ledger.server.ts";
import type { LoyaltyData } from "./load-loyalty.server.ts";

/** The members of the programme, most points first, and how the programme stands. */
export function Loyalty(data: LoyaltyData) {
  const { programme, outdatedCurrency, members, page, words, tiers, tierId } = data;
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const pageAt = (number: number) =>
    `?${new URLSearchParams({ page: String(number), ...(tierId && { tier: tierId }) }).toString()}`;
  const emptyHeading =
    members.isShopifyAway && words
      ? "Members can’t be searched right now"
      : words || tierId
        ? "No member found"
        : "No members yet";
  const audit = useFetcher<LedgerAudit>();
  return (
    <Page
      title="Loyalty"
      primaryAction={{
        content: programme ? "Edit programme" : "Set the programme up",
        onAction: () => navigate("/app/loyalty/programme"),
      }}
      secondaryActions={[
        {
          content: "Export members",
          onAction: () =>
            void downloadMembers().catch((failure: unknown) =>
              shopify.toast.show(failure instanceof Error ? failure.message : String(failure), {
                isError: true,
              }),
            ),
        },
        { content: "Import balances", onAction: () => navigate("/app/loyalty/import") },
        {
          content: "Check the ledger",
          loading: audit.state !== "idle",
          onAction: () => audit.submit({}, { method: "post", encType: "application/json" }),
        },
      ]}
    >
      <BlockStack gap="400">
        {members.isShopifyAway && <ShopifyAway />}
        {!programme?.isRunning && (
          <Banner tone="info" title={programme ? "The programme is paused" : "No programme yet"}>
            <p>
              Orders earn nothing.{" "}
              {programme && "What was earned before stays, and refunds still take it back."}
            </p>
          </Banner>
        )}
        {outdatedCurrency && (
          <Banner tone="warning" title={`Your shop sells in ${outdatedCurrency.now} by now`}>
            <p>
              The programme’s amounts are in {outdatedCurrency.before}, so orders earn nothing,
              points can’t be redeemed, and friends get no code. Look at each amount and save the
              programme: from then on it is in {outdatedCurrency.now}. Points stay as they are.
            </p>
          </Banner>
        )}
        {audit.data && <AuditResult audit={audit.data} />}
        <Card padding="0">
          <Search words={words} />
          {tiers.length > 0 && (
            <Box paddingInline="300" paddingBlockEnd="300">
              <Select
                label="Tier"
                labelInline
                options={[
                  { label: "All tiers", value: "" },
                  ...tiers.map(({ id, name }) => ({ label: name, value: id })),
                ]}
                value={tierId}
                onChange={(id) => navigate(id ? `?tier=${encodeURIComponent(id)}` : "?")}
              />
            </Box>
          )}
          {members.rows.length === 0 ? (
            <EmptyState heading={emptyHeading} image="">
              <p>
                {members.isShopifyAway && words
                  ? "Shopify looks names up, and doesn’t answer."
                  : words || tierId
                    ? "Members are customers with at least one entry in the ledger. Tiers follow within moments."
                    : "Whoever is known to Shopify as a customer is a member from their next order on."}
              </p>
            </EmptyState>
          ) : (
            <IndexTable
              itemCount={members.rows.length}
              selectable={false}
              headings={[
                { title: "Member" },
                { title: "Tier" },
                { title: "To use", alignment: "end" },
                { title: "Pending", alignment: "end" },
              ]}
            >
              {members.rows.map((row, index) => (
                <IndexTable.Row key={row.customerId} id={row.customerId} position={index}>
                  <IndexTable.Cell>
                    <Link to={`/app/loyalty/members/${row.customerId.split("/").at(-1)}`}>
                      {row.name ?? (members.isShopifyAway ? "Member" : "Deleted customer")}
                    </Link>
                    <Text as="p" tone="subdued">
                      {row.email !== row.name && row.email}
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>{row.tier && <Badge>{row.tier}</Badge>}</IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="p" alignment="end" numeric>
                      {row.available.toLocaleString("en")}
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="p" alignment="end" numeric>
                      {row.pending.toLocaleString("en")}
                    </Text>
                  </IndexTable.Cell>
                </IndexTable.Row>
              ))}
            </IndexTable>
          )}
          {!words && <TablePages page={page} hasNext={members.hasNext} addressOf={pageAt} />}
        </Card>
        <HistoryCard {...data} />
      </BlockStack>
    </Page>
  );
}

function Search({ words }: { words: string }) {
  const [, setParameters] = useSearchParams();
  const [typed, setTyped] = useState(words);
  return (
    <form
      style={{ padding: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        setParameters(typed.trim() ? { words: typed.trim() } : {});
      }}
    >
      <TextField
        label="Search members"
        labelHidden
        placeholder="Name or e-mail"
        autoComplete="off"
        value={typed}
        onChange={setTyped}
        connectedRight={<Button submit>Search</Button>}
      />
    </form>
  );
}

function AuditResult({ audit }: { audit: LedgerAudit }) {
  if (audit.differences.length === 0)
    return (
      <Banner tone="success" title="The ledger is right">
        <p>
          The points of {audit.orders} orders, {audit.redemptions} redemptions and {audit.referrals}{" "}
          referrals were worked out again, with no difference.
        </p>
      </Banner>
    );
  return (
    <Banner tone="critical" title={`${audit.differences.length} differ from the ledger`}>
      {audit.differences.slice(0, 20).map(({ orderId, orderName, inLedger, byFacts }) => (
        <p key={orderId}>
          {orderId.includes("/") ? (
            <a href={`shopify://admin/orders/${orderId.split("/").at(-1)}`}>
              {orderName ? `Order ${orderName}` : UNNAMED_ORDER}
            </a>
          ) : (
            `Redemption ${orderId}`
          )}
          : {inLedger} in the ledger, {byFacts} by what was bought and refunded.
        </p>
      ))}
    </Banner>
  );
}
