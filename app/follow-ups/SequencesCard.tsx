import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  DataTable,
  InlineStack,
  Link,
  Text,
} from "@shopify/polaris";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { LOOK_FOR_DAYS } from "../../core/follow-ups/next-step.ts";
import type { EndReason } from "../../core/follow-ups/next-step.ts";
import { STATUS_BADGES } from "./editor/SequenceEditor.tsx";
import type { SequenceReport, StepReport } from "./report.server.ts";

const KINDS: Record<StepReport["kind"], string> = {
  pulse: "Ask",
  message: "Message",
  offer: "Offer",
};
const ENDS: Record<EndReason, string> = {
  done: "complete",
  "no-sequence": "not for this sequence",
  "no-answer": "no answer",
  "not-shipped": `not shipped within ${LOOK_FOR_DAYS} days`,
  "not-delivered": `delivery failed, and nothing arrived within ${LOOK_FOR_DAYS} days`,
  refunded: "refunded or canceled",
  "ordered-again": "ordered again",
  complained: "not happy with another order",
  "no-consent": "no email consent",
  unsubscribed: "unsubscribed",
  "called-spam": "reported as spam",
  unreachable: "email address doesn’t exist",
  "customer-gone": "customer deleted",
};
const BRANCHES = { happy: "happy", neutral: "all right", unhappy: "not happy" };

/** The sequences of a shop, with what each step sent and what came of it. */
export function SequencesCard({
  sequences,
  currencyCode,
  tracksOpens,
}: {
  readonly sequences: readonly SequenceReport[];
  readonly currencyCode: string;
  readonly tracksOpens: boolean;
}) {
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Sequences
          </Text>
          <Button url="/app/follow-ups/new">Create a sequence</Button>
        </InlineStack>
        {sequences.length === 0 && (
          <Text as="p" tone="subdued">
            A sequence asks by e-mail whether a buyer is happy, and goes on by what they answer. One
            is ready to start from.
          </Text>
        )}
        {sequences.map((sequence) => (
          <Sequence key={sequence.id} {...{ sequence, currencyCode, tracksOpens }} />
        ))}
        {sequences.length > 0 && (
          <Text as="p" tone="subdued">
            Delivered: taken by the mail server, and not sent back by it. Clicks can be those of a
            program that checks links. {OPENS[tracksOpens ? "on" : "off"]} Orders are those within
            seven days of a click.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

const OPENS = {
  on: "Opened tells of pictures that were fetched: some programs fetch all of them, others none, so take it for a hint.",
  off: "Who opens a mail is not looked at.",
};

function Sequence({
  sequence: { id, name, status, answers, steps, ended },
  currencyCode,
  tracksOpens,
}: {
  readonly sequence: SequenceReport;
  readonly currencyCode: string;
  readonly tracksOpens: boolean;
}) {
  const { label, tone } = STATUS_BADGES[status];
  const said = answers.happy + answers.neutral + answers.unhappy;
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/follow-ups/${id}`} removeUnderline>
            <Text as="h3" variant="headingSm">
              {name}
            </Text>
          </Link>
          <Badge {...(tone && { tone })}>{label}</Badge>
          <Text as="span" tone="subdued">
            {said === 0
              ? "No answers yet"
              : `${said} answered: ${answers.happy} happy, ${answers.neutral} all right, ${answers.unhappy} not happy`}
          </Text>
        </InlineStack>
        <DataTable
          columnContentTypes={["text", ...Array.from({ length: 7 }, () => "numeric" as const)]}
          headings={[
            "Step",
            "Sent",
            "Delivered",
            "Opened",
            "Clicked",
            "Unsubscribed",
            "Orders",
            "Revenue",
          ]}
          rows={steps.map((step) => [
            `${KINDS[step.kind]}${step.branch ? `, if ${BRANCHES[step.branch]}` : ""}: ${step.subject}`,
            step.sent,
            step.delivered,
            tracksOpens ? step.opened : "–",
            step.clicked,
            step.unsubscribed,
            step.orders,
            formatMoney(step.revenueMinor, currencyCode, "en"),
          ])}
        />
        {ended.length > 0 && (
          <Text as="p" tone="subdued">
            Ended orders: {ended.map(({ why, orders }) => `${ENDS[why]} (${orders})`).join(", ")}.
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}
