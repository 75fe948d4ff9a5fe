import { BlockStack, Box, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";

import type { PulseAnswer } from "../../../core/follow-ups/pulse.ts";
import { firstWords } from "../../../core/follow-ups/ready-made.ts";
import type { StepDraft } from "../../../core/follow-ups/sequence-draft.ts";
import { errorProp } from "../../ui/error-prop.ts";
import { MailFields } from "./MailFields.tsx";

const WORDS: Record<PulseAnswer, { heading: string; help: string }> = {
  happy: {
    heading: "Who is happy",
    help: "Suggest what goes with the order, by the cross-sells that show in follow-up e-mails.",
  },
  neutral: { heading: "Who finds it all right", help: "Listen. Nothing is sold here." },
  unhappy: {
    heading: "Who is not happy",
    help: "Your support is told at once, with what the buyer wrote. Nothing is ever sold here.",
  },
};
const KINDS = { message: "Message", offer: "Offer" };

/** What is sent after one of the answers, step by step. */
export function BranchCard({
  answer,
  steps,
  onChange,
  errorAt,
}: {
  readonly answer: PulseAnswer;
  readonly steps: readonly StepDraft[];
  readonly onChange: (steps: readonly StepDraft[]) => void;
  /** By the path below the branch: "0.copy.subject". */
  readonly errorAt: (path: string) => string | undefined;
}) {
  const add = (kind: StepDraft["kind"]) =>
    onChange([...steps, { id: crypto.randomUUID(), kind, afterDays: "3", ...firstWords(kind) }]);
  const set = (index: number, more: Partial<StepDraft>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...more } : step)));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {WORDS[answer].heading}
          </Text>
          <Text as="p" tone="subdued">
            {WORDS[answer].help}
          </Text>
        </BlockStack>
        {steps.map((step, index) => (
          <Box
            key={step.id}
            borderColor="border"
            borderWidth="025"
            borderRadius="200"
            padding="300"
          >
            <BlockStack gap="300">
              <InlineStack align="space-between" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {index + 1}. {KINDS[step.kind]}
                </Text>
                <Button
                  variant="tertiary"
                  tone="critical"
                  accessibilityLabel={`Remove step ${index + 1}: ${step.copy.subject}`}
                  onClick={() => onChange(steps.filter((one) => one !== step))}
                >
                  Remove
                </Button>
              </InlineStack>
              <TextField
                label={index === 0 ? "Days after the answer" : "Days after the step before"}
                type="number"
                min={0}
                autoComplete="off"
                value={step.afterDays}
                onChange={(afterDays) => set(index, { afterDays })}
                {...errorProp(errorAt(`${index}.afterDays`) ?? errorAt(`${index}.kind`))}
              />
              <MailFields
                written={step}
                onChange={({ copy, translations }) => set(index, { copy, translations })}
                errorAt={(path) => errorAt(`${index}.${path}`)}
              />
            </BlockStack>
          </Box>
        ))}
        <InlineStack gap="200" blockAlign="center">
          <Button onClick={() => add("message")}>Add a message</Button>
          {answer === "happy" && <Button onClick={() => add("offer")}>Add an offer</Button>}
          <Text as="span" tone="subdued">
            {steps.length === 0 ? "Nothing is sent: the follow-up ends." : "Then it ends."}
          </Text>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
