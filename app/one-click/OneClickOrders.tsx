import { useNavigate } from "@remix-run/react";
import { Badge, Box, Card, EmptyState, IndexTable, Link, Select } from "@shopify/polaris";

import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import { TablePages } from "../ui/TablePages.tsx";
import { ORDER_FILTERS } from "./order-filters.ts";
import type { OrderFilter } from "./order-filters.ts";
import type { OneClickData } from "./load-one-click.server.ts";
import { REASON_WORDS, STATE_WORDS } from "./words.ts";

const FILTER_WORDS: Record<OrderFilter, string> = {
  all: "All orders",
  "not-shown": "Not shown",
  unpaid: "Not paid",
};

/** What became of each order's offer, newest first. */
export function OneClickOrders({ rows, page, hasNext, filter, timeZone }: OneClickData) {
  const navigate = useNavigate();
  const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone });
  const address = (show: string, at = 1) =>
    `?${new URLSearchParams({ show, page: String(at) }).toString()}`;
  return (
    <Card padding="0">
      <Box padding="300">
        <Select
          label="Show"
          labelInline
          options={ORDER_FILTERS.map((value) => ({ value, label: FILTER_WORDS[value] }))}
          value={filter}
          onChange={(value) => navigate(address(value))}
        />
      </Box>
      {rows.length === 0 ? (
        <EmptyState heading={filter === "all" ? "No orders yet" : "No such orders"} image="">
          <p>Each order that an offer fits is listed here, with what became of it and why.</p>
        </EmptyState>
      ) : (
        <IndexTable
          itemCount={rows.length}
          selectable={false}
          headings={[
            { title: "Order" },
            { title: "When" },
            { title: "Offer" },
            { title: "What became of it" },
            { title: "Why" },
          ]}
        >
          {rows.map((row, index) => {
            const { label, tone } = STATE_WORDS[row.state];
            return (
              <IndexTable.Row key={row.orderNumber} id={String(row.orderNumber)} position={index}>
                <IndexTable.Cell>
                  <a href={`shopify://admin/orders/${row.orderNumber}`}>
                    {row.orderName ?? UNNAMED_ORDER}
                  </a>
                </IndexTable.Cell>
                <IndexTable.Cell>{date.format(Date.parse(row.at))}</IndexTable.Cell>
                <IndexTable.Cell>
                  {row.product}
                  {row.product && row.offer && " · "}
                  {row.offer && <Link url={`/app/offers/${row.offer.id}`}>{row.offer.name}</Link>}
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Badge {...(tone && { tone })}>{label}</Badge>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <div style={{ whiteSpace: "normal", minWidth: "12rem", maxWidth: "24rem" }}>
                    {row.reason && REASON_WORDS[row.reason]}
                  </div>
                </IndexTable.Cell>
              </IndexTable.Row>
            );
          })}
        </IndexTable>
      )}
      <TablePages page={page} hasNext={hasNext} addressOf={(at) => address(filter, at)} />
    </Card>
  );
}
