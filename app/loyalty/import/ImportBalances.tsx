import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  IndexTable,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useState } from "react";

import { ChooseCsv } from "../../offers/exchange/ChooseCsv.tsx";
import type { CsvFile } from "../../offers/exchange/ChooseCsv.tsx";
import type { BalanceBatch, ImportedBalance } from "./import-balances.server.ts";

const VERDICTS = {
  enter: { tone: "success", looked: "Will be entered", stored: "Entered" },
  known: { tone: "info", looked: "Imported before", stored: "Imported before" },
  refuse: { tone: "critical", looked: "Cannot be imported", stored: "Not imported" },
} as const;
/** Rows that are listed; what is refused comes first. */
const ROWS_SHOWN = 200;

interface Progress {
  readonly rows: readonly ImportedBalance[];
  readonly total: number;
  readonly isConfirmed: boolean;
  readonly isBusy: boolean;
}

/** Balances that customers bring from another programme: a file is looked at first, and nothing is stored before. */
export function ImportBalances() {
  const [file, setFile] = useState<CsvFile | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async (csv: string, isConfirmed: boolean) => {
    setRefusal(null);
    let rows: readonly ImportedBalance[] = [];
    for (;;) {
      const batch = await askForBatch({ csv, isConfirmed, from: rows.length });
      if (!batch.ok) {
        setRefusal(batch.message);
        setProgress((before) => before && { ...before, isBusy: false });
        return;
      }
      rows = [...rows, ...batch.rows];
      const isBusy = rows.length < batch.total;
      setProgress({ rows, total: batch.total, isConfirmed, isBusy });
      if (!isBusy) return;
    }
  };
  return (
    <Page title="Import balances" backAction={{ content: "Loyalty", url: "/app/loyalty" }}>
      <BlockStack gap="400">
        <ChooseCsv
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            setProgress(null);
            void run(chosen.csv, false);
          }}
        >
          Choose a CSV file with the columns <b>email</b> and <b>points</b>, and, if you like,{" "}
          <b>reason</b>. Each customer’s balance is entered once, ever: a file that was put right
          can be imported again. Nothing is stored before you confirm.
        </ChooseCsv>
        {refusal && (
          <Banner tone="critical" title="The file could not be imported">
            <p>{refusal}</p>
          </Banner>
        )}
        {progress && (
          <Result progress={progress} onConfirm={() => file && void run(file.csv, true)} />
        )}
      </BlockStack>
    </Page>
  );
}

async function askForBatch(question: object): Promise<BalanceBatch> {
  const response = await fetch("/app/loyalty/balances", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  }).catch(() => null);
  if (response?.headers.get("Content-Type")?.includes("json"))
    return (await response.json()) as BalanceBatch;
  return {
    ok: false,
    message: "The server does not answer. What was entered stays; import the file again to go on.",
  };
}

function Result({
  progress: { rows, total, isConfirmed, isBusy },
  onConfirm,
}: {
  progress: Progress;
  onConfirm: () => void;
}) {
  const count = (verdict: ImportedBalance["verdict"]) =>
    rows.filter((row) => row.verdict === verdict).length;
  const refusedFirst = rows.toSorted(
    (a, b) => Number(b.verdict === "refuse") - Number(a.verdict === "refuse"),
  );
  const summary = `${count("enter")} ${isConfirmed ? "entered" : "to enter"}, ${count("known")} imported before, ${count("refuse")} refused`;
  return (
    <BlockStack gap="400">
      {isBusy ? (
        <Card>
          <BlockStack gap="200">
            <Text as="p">{`${rows.length} of ${total} rows`}</Text>
            <ProgressBar progress={(rows.length / total) * 100} size="small" />
          </BlockStack>
        </Card>
      ) : (
        <Banner
          tone={count("refuse") === 0 ? "success" : "warning"}
          title={isConfirmed ? `Done: ${summary}` : summary}
        />
      )}
      <Card padding="0">
        <IndexTable
          selectable={false}
          itemCount={Math.min(rows.length, ROWS_SHOWN)}
          resourceName={{ singular: "row", plural: "rows" }}
          headings={[
            { title: "Line" },
            { title: "E-mail" },
            { title: "Points", alignment: "end" },
            { title: "What happens" },
          ]}
        >
          {refusedFirst.slice(0, ROWS_SHOWN).map((row, index) => (
            <IndexTable.Row key={row.line} id={String(row.line)} position={index}>
              <IndexTable.Cell>{row.line}</IndexTable.Cell>
              <IndexTable.Cell>{row.email || "–"}</IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="p" alignment="end" numeric>
                  {row.points?.toLocaleString("en") ?? "–"}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <div style={{ whiteSpace: "normal" }}>
                  <Badge tone={VERDICTS[row.verdict].tone}>
                    {VERDICTS[row.verdict][isConfirmed ? "stored" : "looked"]}
                  </Badge>
                  {row.message && <Text as="p">{row.message}</Text>}
                </div>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      </Card>
      {!isConfirmed && !isBusy && (
        <InlineStack align="end">
          <Button variant="primary" disabled={count("enter") === 0} onClick={onConfirm}>
            {`Enter ${count("enter")} ${count("enter") === 1 ? "balance" : "balances"}`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
