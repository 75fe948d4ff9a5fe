import { BlockStack, Card, InlineError, Select, Text } from "@shopify/polaris";

import type { ConditionKind } from "../../../core/audience/audience.ts";
import { newCondition } from "../../../core/audience/draft.ts";
import type { AudienceDraft, ConditionDraft } from "../../../core/audience/draft.ts";
import { isPriced } from "../../../core/offers/kind-traits.ts";
import type { AudienceCount } from "../count-audience.server.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ConditionFields, CONDITION_NAMES } from "./ConditionFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { Unanswered } from "./Unanswered.tsx";
import { useAnswer } from "./use-answer.ts";

/** Who sees the offer and has its price, with how many of the shop's customers that are. */
export function AudienceCard(props: CardProps & ProductMemory) {
  const { draft, change, errorAt } = props;
  const { conditions, match } = draft.audience;
  const set = (next: (audience: AudienceDraft) => Partial<AudienceDraft>) =>
    change((before) => ({ audience: { ...before.audience, ...next(before.audience) } }));
  const setCondition = (index: number, more: Partial<ConditionDraft>) =>
    set((before) => ({
      conditions: before.conditions.map((one, at) => (at === index ? { ...one, ...more } : one)),
    }));
  const add = (kind: ConditionKind) =>
    set((before) => ({ conditions: [...before.conditions, newCondition(kind)] }));
  const listError = errorAt("audience.conditions");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Who it is for
        </Text>
        {conditions.length === 0 ? (
          <Text as="p" tone="subdued">
            Everyone.
          </Text>
        ) : (
          <Select
            label="It is for shoppers for whom"
            options={[
              { label: "all of this holds", value: "all" },
              { label: "any of this holds", value: "any" },
            ]}
            value={match}
            onChange={(value) => set(() => ({ match: value as AudienceDraft["match"] }))}
          />
        )}
        {conditions.map((condition, index) => (
          <ConditionFields
            key={index}
            {...props}
            condition={condition}
            index={index}
            onChange={(more) => setCondition(index, more)}
            onRemove={() =>
              set((before) => ({
                conditions: before.conditions.filter((_one, at) => at !== index),
              }))
            }
          />
        ))}
        {listError && <InlineError message={listError} fieldID="audience" />}
        <AddCondition isPriced={isPriced(draft.kind)} onAdd={add} />
        {conditions.length > 0 && <Count audience={draft.audience} />}
      </BlockStack>
    </Card>
  );
}

function AddCondition(props: {
  readonly isPriced: boolean;
  readonly onAdd: (kind: ConditionKind) => void;
}) {
  const kinds = Object.entries(CONDITION_NAMES).filter(
    // What was bought before decides no price: checkout does not know it.
    ([kind]) => !(props.isPriced && kind === "bought"),
  );
  return (
    <Select
      label="Add a condition"
      options={[
        { label: "Choose…", value: "" },
        ...kinds.map(([value, label]) => ({ label, value })),
      ]}
      value=""
      onChange={(kind) => kind !== "" && props.onAdd(kind as ConditionKind)}
    />
  );
}

function Count({ audience }: { audience: AudienceDraft }) {
  const { answer, failure } = useAnswer<AudienceCount>("/app/offers/audience", { audience });
  if (failure) return <Unanswered failure={failure} />;
  if (!answer) return null;
  return (
    <BlockStack gap="100">
      {answer.ok ? (
        <Text as="p" fontWeight="semibold">
          {countInWords(answer)}
        </Text>
      ) : (
        <Text as="p" tone="caution">
          {answer.reason}
        </Text>
      )}
      <Text as="p" tone="subdued">
        Conditions on a customer hold for those who are signed in: of others, checkout learns who
        they are only after it has shown the price.
      </Text>
    </BlockStack>
  );
}

function countInWords({ matching, all, asksForMore }: AudienceCount & { ok: true }): string {
  const customers = (count: number) => `${count} ${count === 1 ? "customer" : "customers"}`;
  if (matching === null) return "Nothing of this can be counted.";
  const words = `${matching} of ${customers(all)} match${matching === 1 ? "es" : ""} today`;
  return asksForMore ? `${words}, visits and purchases not counted.` : `${words}.`;
}
