import { useFetcher } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  IndexTable,
  InlineStack,
  List,
  Page,
} from "@shopify/polaris";
import { useState } from "react";

import { ChooseCsv } from "./ChooseCsv.tsx";
import type { CsvFile } from "./ChooseCsv.tsx";
import type { ImportedRow, ImportOutcome } from "./import-offers.server.ts";

const VERDICTS = {
  create: { tone: "success", looked: "Will be created", stored: "Created" },
  replace: { tone: "info", looked: "Will be replaced", stored: "Replaced" },
  refuse: { tone: "critical", looked: "Cannot be imported", stored: "Not imported" },
} as const;

/** A file is looked at first; nothing is stored before the merchant says so. */
export function ImportOffers() {
  const fetcher = useFetcher<ImportOutcome>();
  const [file, setFile] = useState<CsvFile | null>(null);
  const send = (csv: string, isConfirmed: boolean) =>
    fetcher.submit({ csv, isConfirmed }, { method: "post", encType: "application/json" });
  const outcome = fetcher.data;
  return (
    <Page title="Import offers" backAction={{ content: "Offers", url: "/app/offers" }}>
      <BlockStack gap="400">
        <ChooseCsv
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            send(chosen.csv, false);
          }}
        >
          Choose a CSV file with one offer in each row. Export your offers to get one that has every
          column: a row with an <b>id</b> replaces that offer, one without creates a new one.
          Nothing is stored before you confirm.
        </ChooseCsv>
        {outcome && !outcome.ok && (
          <Banner tone="critical" title="The file could not be read">
            <p>{outcome.message}</p>
          </Banner>
        )}
        {outcome?.ok && (
          <Rows
            outcome={outcome}
            isBusy={fetcher.state !== "idle"}
            onConfirm={() => file && send(file.csv, true)}
          />
        )}
      </BlockStack>
    </Page>
  );
}

function Rows({
  outcome: { rows, isConfirmed },
  isBusy,
  onConfirm,
}: {
  outcome: Extract<ImportOutcome, { ok: true }>;
  isBusy: boolean;
  onConfirm: () => void;
}) {
  const good = rows.filter((row) => row.verdict !== "refuse").length;
  const offers = `${good} ${good === 1 ? "offer" : "offers"}`;
  const refused = rows.length - good;
  return (
    <BlockStack gap="400">
      {isConfirmed && (
        <Banner
          tone={refused === 0 ? "success" : "warning"}
          title={
            refused === 0
              ? `${offers} imported`
              : `${offers} imported, ${refused} ${refused === 1 ? "row was" : "rows were"} not`
          }
          action={{ content: "See offers", url: "/app/offers" }}
        />
      )}
      <Card padding="0">
        <IndexTable
          selectable={false}
          itemCount={rows.length}
          resourceName={{ singular: "row", plural: "rows" }}
          headings={[{ title: "Line" }, { title: "Offer" }, { title: "What happens" }]}
        >
          {rows.map((row, index) => (
            <ImportRow key={row.line} row={row} position={index} isStored={isConfirmed} />
          ))}
        </IndexTable>
      </Card>
      {!isConfirmed && (
        <InlineStack align="end">
          <Button variant="primary" disabled={good === 0} loading={isBusy} onClick={onConfirm}>
            {`Import ${offers}`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function ImportRow({
  row,
  position,
  isStored,
}: {
  row: ImportedRow;
  position: number;
  isStored: boolean;
}) {
  const verdict = VERDICTS[row.verdict];
  return (
    <IndexTable.Row id={String(row.line)} position={position}>
      <IndexTable.Cell>{row.line}</IndexTable.Cell>
      <IndexTable.Cell>{row.name || "–"}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ whiteSpace: "normal" }}>
          <Badge tone={verdict.tone}>{isStored ? verdict.stored : verdict.looked}</Badge>
          {row.issues.length > 0 && (
            <List>
              {row.issues.map(({ field, message }) => (
                <List.Item key={field + message}>
                  {field ? `${field}: ` : ""}
                  {message}
                </List.Item>
              ))}
            </List>
          )}
        </div>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
