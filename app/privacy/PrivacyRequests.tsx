import { useAppBridge } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  IndexTable,
  Link,
  Page,
  Text,
  useBreakpoints,
} from "@shopify/polaris";

import { TablePages } from "../ui/TablePages.tsx";
import { downloadAnswer } from "./download-answer.ts";
import type { PrivacyData } from "./load-privacy-requests.server.ts";

/** Customers' requests for their data or for erasure, and what was done. */
export function PrivacyRequests({ requests, page, hasNext, timeZone }: PrivacyData) {
  const { smDown: isNarrow } = useBreakpoints();
  return (
    <Page title="Privacy requests" backAction={{ content: "Settings", url: "/app/settings" }}>
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="p" tone="subdued">
            Shopify tells Tandem when a customer asks for their data, or when their data must be
            erased. Tandem does its part at once. For a data request, download the file within 30
            days and send it to the customer.
          </Text>
        </Box>
        <Card padding="0">
          {requests.length === 0 ? (
            <EmptyState heading="No requests yet" image="">
              <p>Requests appear here when a customer asks for their data or for erasure.</p>
            </EmptyState>
          ) : (
            <IndexTable
              condensed={isNarrow}
              itemCount={requests.length}
              selectable={false}
              headings={[
                { title: "Date" },
                { title: "Request" },
                { title: "Result" },
                { title: "Data" },
              ]}
            >
              {requests.map((request, index) => (
                <RequestRow
                  key={request.id}
                  request={request}
                  position={index}
                  timeZone={timeZone}
                  isNarrow={isNarrow}
                />
              ))}
            </IndexTable>
          )}
          <TablePages page={page} hasNext={hasNext} addressOf={(at) => `?page=${at}`} />
        </Card>
      </BlockStack>
    </Page>
  );
}

function RequestRow({
  request: { id, what, detail, at, answer },
  position,
  timeZone,
  isNarrow,
}: {
  readonly request: PrivacyData["requests"][number];
  readonly position: number;
  readonly timeZone: string;
  /** Whether the row is a list's, for a phone. */
  readonly isNarrow: boolean;
}) {
  const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone });
  const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone });
  const when = date.format(Date.parse(at));
  const request = (
    <>
      {what}
      {answer?.customer && (
        <Text as="p">
          <Link url={`shopify://admin/customers/${answer.customer}`} target="_top">
            {answer.name ?? `Customer ${answer.customer}`}
          </Link>
        </Text>
      )}
    </>
  );
  const data = answer && (
    <>
      <DownloadButton id={id} fileName={answer.fileName} when={when} />
      <Text as="p" tone="subdued">
        {`Until ${day.format(Date.parse(answer.until))}`}
      </Text>
    </>
  );
  if (isNarrow)
    return (
      <IndexTable.Row id={id} position={position}>
        <Box padding="300">
          <BlockStack gap="200">
            <Text as="p" tone="subdued">
              {when}
            </Text>
            <div>{request}</div>
            <Text as="p">{detail}</Text>
            {data && <div>{data}</div>}
          </BlockStack>
        </Box>
      </IndexTable.Row>
    );
  return (
    <IndexTable.Row id={id} position={position}>
      <IndexTable.Cell>{when}</IndexTable.Cell>
      <IndexTable.Cell>{request}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ whiteSpace: "normal", minWidth: "12rem", maxWidth: "32rem" }}>{detail}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>{data}</IndexTable.Cell>
    </IndexTable.Row>
  );
}

function DownloadButton({
  id,
  fileName,
  when,
}: {
  readonly id: string;
  readonly fileName: string;
  readonly when: string;
}) {
  const shopify = useAppBridge();
  return (
    <Button
      accessibilityLabel={`Download data of ${when}`}
      onClick={() =>
        void downloadAnswer(id, fileName).catch((failure: unknown) =>
          shopify.toast.show(failure instanceof Error ? failure.message : String(failure), {
            isError: true,
          }),
        )
      }
    >
      Download data
    </Button>
  );
}
