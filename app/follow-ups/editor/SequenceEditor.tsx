import { useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import {
  Badge,
  Banner,
  BlockStack,
  Card,
  FormLayout,
  Layout,
  List,
  Modal,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import { PULSE_ANSWERS } from "../../../core/follow-ups/pulse.ts";
import type {
  SequenceOrders,
  SequenceStatus,
  StartEvent,
} from "../../../core/follow-ups/sequence.ts";
import { toSequenceDraft } from "../../../core/follow-ups/sequence-draft.ts";
import type { SequenceDraft } from "../../../core/follow-ups/sequence-draft.ts";
import { FIX_FIELDS } from "../../ui/refusal-in-short.ts";
import { useDraft } from "../../ui/use-draft.ts";
import { useEachAnswer } from "../../ui/use-each-answer.ts";
import { errorProp } from "../../ui/error-prop.ts";
import type { SequenceOutcome } from "../save-sequence.server.ts";
import { BranchCard } from "./BranchCard.tsx";
import { MailFields } from "./MailFields.tsx";
import { MailPreviewCard } from "./MailPreviewCard.tsx";

const SAVE_BAR = "sequence-save-bar";

export const STATUS_BADGES: Record<
  SequenceStatus,
  { label: string; tone?: "success" | "warning" }
> = {
  draft: { label: "Draft" },
  active: { label: "Live", tone: "success" },
  paused: { label: "Paused", tone: "warning" },
};

export interface SequenceEditorProps {
  /** Null for a new one. */
  readonly id: string | null;
  readonly version: number;
  readonly status: SequenceStatus;
  readonly draft: SequenceDraft;
}

/** What is sent after an order: when it is asked, and what follows each answer. */
export function SequenceEditor({
  id: loadedId,
  version,
  status,
  draft: stored,
  editorKey,
}: SequenceEditorProps & {
  /** What React knows this editor by, for it to be known by after a new sequence was created. */
  readonly editorKey: string;
}) {
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const fetcher = useFetcher<SequenceOutcome>();
  const [base, setBase] = useState({ version, status });
  const edited = useDraft(SAVE_BAR, stored);
  const { draft } = edited;
  const [isDeleting, setIsDeleting] = useState(false);
  const [createdId, setCreatedId] = useState<string | null>(null);
  const id = loadedId ?? createdId;
  const outcome = fetcher.data;
  useEachAnswer(outcome, (answer) => {
    if (!answer.ok) {
      shopify.toast.show(FIX_FIELDS, { isError: true });
      return;
    }
    const { sequence } = answer;
    setBase({ version: sequence.version, status: sequence.status });
    edited.keep(toSequenceDraft(sequence.content));
    shopify.toast.show("Sequence saved");
    if (id !== null) return;
    setCreatedId(sequence.id);
    navigate(`/app/follow-ups/${sequence.id}`, { replace: true, state: { editorKey } });
  });

  const save = (next: SequenceStatus) => {
    edited.markSent();
    fetcher.submit(JSON.parse(JSON.stringify({ version: base.version, status: next, draft })), {
      method: "post",
      encType: "application/json",
      ...(id !== null && { action: `/app/follow-ups/${id}` }),
    });
  };
  const change = (more: Partial<SequenceDraft>) =>
    edited.change((before) => ({ ...before, ...more }));
  const issues = outcome && !outcome.ok ? outcome.issues : [];
  const errorAt = (field: string) => issues.find((issue) => issue.field === field)?.message;
  const { label, tone } = STATUS_BADGES[base.status];
  const isBusy = fetcher.state !== "idle";
  return (
    <Page
      title={edited.stored.name}
      titleMetadata={<Badge {...(tone && { tone })}>{label}</Badge>}
      backAction={{ content: "Follow-ups", url: "/app/follow-ups" }}
      primaryAction={
        base.status === "active"
          ? { content: "Pause", onAction: () => save("paused"), loading: isBusy }
          : { content: "Set live", onAction: () => save("active"), loading: isBusy }
      }
      secondaryActions={
        id === null
          ? [{ content: "Save as draft", onAction: () => save("draft"), disabled: isBusy }]
          : [
              {
                content: "Delete",
                destructive: true,
                onAction: () => setIsDeleting(true),
              },
            ]
      }
    >
      <SaveBar id={SAVE_BAR}>
        {/* App Bridge reads the buttons' variant; React's types do not know it. */}
        <button {...{ variant: "primary" }} onClick={() => save(base.status)} />
        <button onClick={edited.discard} />
      </SaveBar>
      <Modal
        open={isDeleting}
        onClose={() => setIsDeleting(false)}
        title="Delete this sequence?"
        primaryAction={{
          content: "Delete",
          destructive: true,
          onAction: () => fetcher.submit({}, { method: "delete", encType: "application/json" }),
        }}
        secondaryActions={[{ content: "Keep it", onAction: () => setIsDeleting(false) }]}
      >
        <Modal.Section>
          <p>What it would have sent is not sent any more. Its report goes with it.</p>
        </Modal.Section>
      </Modal>
      <BlockStack gap="400">
        {issues.length > 0 && (
          <Banner tone="critical" title="The sequence was not saved">
            <List>
              {[...new Set(issues.map((issue) => issue.message))].map((message) => (
                <List.Item key={message}>{message}</List.Item>
              ))}
            </List>
          </Banner>
        )}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <StartCard draft={draft} change={change} errorAt={errorAt} />
              <Card>
                <BlockStack gap="400">
                  <Text as="h2" variant="headingMd">
                    First ask
                  </Text>
                  <MailFields
                    written={draft.pulse}
                    onChange={(pulse) => change({ pulse })}
                    errorAt={(path) => errorAt(`pulse.${path}`)}
                  />
                </BlockStack>
              </Card>
              <Card>
                <BlockStack gap="400">
                  <Text as="h2" variant="headingMd">
                    For gifts
                  </Text>
                  <Text as="p" tone="subdued">
                    Sent instead when someone else receives the order.
                  </Text>
                  <MailFields
                    written={draft.gift}
                    onChange={(gift) => change({ gift })}
                    errorAt={(path) => errorAt(`gift.${path}`)}
                  />
                </BlockStack>
              </Card>
              {PULSE_ANSWERS.map((answer) => (
                <BranchCard
                  key={answer}
                  answer={answer}
                  steps={draft.branches[answer]}
                  onChange={(steps) => change({ branches: { ...draft.branches, [answer]: steps } })}
                  errorAt={(path) => errorAt(`branches.${answer}.${path}`)}
                />
              ))}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <MailPreviewCard draft={draft} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

function StartCard({
  draft,
  change,
  errorAt,
}: {
  readonly draft: SequenceDraft;
  readonly change: (more: Partial<SequenceDraft>) => void;
  readonly errorAt: (field: string) => string | undefined;
}) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          When it begins
        </Text>
        <FormLayout>
          <TextField
            label="Name"
            helpText="Only you see it."
            autoComplete="off"
            maxLength={80}
            value={draft.name}
            onChange={(name) => change({ name })}
            {...errorProp(errorAt("name"))}
          />
          <Select
            label="For"
            options={[
              { label: "Every order", value: "every" },
              { label: "A customer’s first order", value: "first" },
              { label: "Orders after the first", value: "later" },
            ]}
            helpText="An order enters one sequence: the oldest that is live and for it."
            value={draft.orders}
            onChange={(orders) => change({ orders: orders as SequenceOrders })}
          />
          <FormLayout.Group>
            <TextField
              label="Days"
              type="number"
              min={0}
              autoComplete="off"
              value={draft.start.days}
              onChange={(days) => change({ start: { ...draft.start, days } })}
              {...errorProp(errorAt("start.days"))}
            />
            <Select
              label="After"
              options={[
                { label: "the delivery", value: "delivery" },
                { label: "the shipment", value: "fulfilment" },
              ]}
              helpText="Where no carrier tells of the delivery, the days of the pulse’s rules count as its way."
              value={draft.start.event}
              onChange={(event) =>
                change({ start: { ...draft.start, event: event as StartEvent } })
              }
            />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
