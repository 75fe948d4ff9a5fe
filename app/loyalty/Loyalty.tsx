import { Link, useFetcher, useNavigate, useSearchParams } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Page,
  Pagination,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import { HistoryCard } from "./HistoryCard.tsx";
import type { LedgerAudit } from "./audit-ledger.server.ts";
import type { LoyaltyData } from "./load-loyalty.server.ts";

/** The members of the programme, most points first, and how the programme stands. */
export function Loyalty(data: LoyaltyData) {
  const { programme, members, page, words } = data;
  const navigate = useNavigate();
  const audit = useFetcher<LedgerAudit>();
  return (
    <Page
      title="Loyalty"
      primaryAction={{
        content: programme ? "Edit programme" : "Set the programme up",
        onAction: () => navigate("/app/loyalty/programme"),
      }}
      secondaryActions={[
        { content: "Import balances", onAction: () => navigate("/app/loyalty/import") },
        {
          content: "Check the ledger",
          loading: audit.state !== "idle",
          onAction: () => audit.submit({}, { method: "post", encType: "application/json" }),
        },
      ]}
    >
      <BlockStack gap="400">
        {!programme?.isRunning && (
          <Banner tone="info" title={programme ? "The programme is paused" : "No programme yet"}>
            <p>
              Orders earn nothing.{" "}
              {programme && "What was earned before stays, and refunds still take it back."}
            </p>
          </Banner>
        )}
        {audit.data && <AuditResult audit={audit.data} />}
        <Card padding="0">
          <Search words={words} />
          {members.rows.length === 0 ? (
            <EmptyState heading={words ? "No member found" : "No members yet"} image="">
              <p>
                {words
                  ? "Members are customers with at least one entry in the ledger."
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
                      {row.name ?? "Deleted customer"}
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
        </Card>
        {(page > 1 || members.hasNext) && !words && (
          <InlineStack align="center">
            <Pagination
              hasPrevious={page > 1}
              onPrevious={() => navigate(`?page=${page - 1}`)}
              hasNext={members.hasNext}
              onNext={() => navigate(`?page=${page + 1}`)}
            />
          </InlineStack>
        )}
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
        <p>The points of {audit.orders} orders were worked out again, with no difference.</p>
      </Banner>
    );
  return (
    <Banner tone="critical" title={`${audit.differences.length} orders differ`}>
      {audit.differences.slice(0, 20).map(({ orderId, inLedger, byFacts }) => (
        <p key={orderId}>
          Order {orderId.split("/").at(-1)}: {inLedger} in the ledger, {byFacts} by what was bought
          and refunded.
        </p>
      ))}
    </Banner>
  );
}
