import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";

import { useEachAnswer } from "../ui/use-each-answer.ts";
import type { SetAsideData } from "./list-set-aside.server.ts";

type Item = SetAsideData["items"][number];

/** What Tandem could not process, and why, to be tried again by hand; nothing where there is none. */
export function SetAsideCard({ setAside: { count, items }, timeZone }: Props) {
  const fetcher = useFetcher<{ ok: true }>();
  const shopify = useAppBridge();
  // Where it fails once more, it is back at once: without a word, nothing would seem to have happened.
  useEachAnswer(fetcher.data, () => shopify.toast.show("Trying again"));
  if (count === 0) return null;
  const retry = (item: Item | null) =>
    fetcher.submit(item ? { kind: item.kind, itemId: item.itemId } : {}, {
      method: "post",
      action: "/app/set-aside",
      encType: "application/json",
    });
  const isBusy = fetcher.state !== "idle";
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="h2" variant="headingMd">
            Could not be processed ({count})
          </Text>
          <Button onClick={() => retry(null)} disabled={isBusy}>
            Retry all
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          Tandem set these aside and went on with the rest. Retry them when the reason is gone. They
          are kept for 30 days.
        </Text>
        {items.map((item) => (
          <SetAsideRow
            key={`${item.kind} ${item.itemId}`}
            item={item}
            timeZone={timeZone}
            isBusy={isBusy}
            onRetry={() => retry(item)}
          />
        ))}
        {count > items.length && (
          <Text as="p" tone="subdued">
            {count - items.length} more are not shown.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

interface Props {
  readonly setAside: SetAsideData;
  readonly timeZone: string;
}

function SetAsideRow({
  item: { what, subject, reason, since },
  timeZone,
  isBusy,
  onRetry,
}: {
  readonly item: Item;
  readonly timeZone: string;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
}) {
  const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone });
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <InlineStack gap="200" align="start">
          <Text as="h3" variant="headingSm">
            {what}
          </Text>
          {subject && (
            <Link url={subject.url} target="_top">
              {subject.link}
            </Link>
          )}
        </InlineStack>
        <Text as="p" breakWord>
          {reason}
        </Text>
        <Text as="p" tone="subdued">
          Since {date.format(new Date(since))}
        </Text>
      </BlockStack>
      <Button
        onClick={onRetry}
        disabled={isBusy}
        accessibilityLabel={`Retry ${subject?.name ?? what}`}
      >
        Retry
      </Button>
    </InlineStack>
  );
}
