import {
  BlockStack,
  Box,
  Button,
  Card,
  FormLayout,
  InlineError,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";

import type { CartRewardDraft, RewardStepDraft } from "../../../core/offers/cart-reward/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ComponentList } from "./ComponentList.tsx";
import { errorProp } from "../../ui/error-prop.ts";
import type { CardProps } from "./OfferEditor.tsx";
import { PresentmentFields } from "./PresentmentFields.tsx";
import { Warnings } from "./Warnings.tsx";

const REWARD_OPTIONS: { label: string; value: RewardStepDraft["reward"] }[] = [
  { label: "Free shipping", value: "free-shipping" },
  { label: "Gift", value: "gift" },
  { label: "Percentage off the order", value: "percentage" },
  { label: "Amount off the order", value: "amount-off" },
];

/** What the cart earns by its value, step by step. */
export function CartRewardCard(props: CardProps & ProductMemory) {
  const { draft, change, errorAt } = props;
  const { steps } = draft.terms as CartRewardDraft;
  const setSteps = (next: (steps: readonly RewardStepDraft[]) => readonly RewardStepDraft[]) =>
    change((before) => ({ terms: { steps: next((before.terms as CartRewardDraft).steps) } }));
  const stepsError = errorAt("terms.steps");
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Steps
          </Text>
          <Text as="p" tone="subdued">
            The cart’s value counts products at their prices before discounts, so that no other
            offer takes a reward away. Gifts and gift cards do not count. Every step that is reached
            holds; of what is off the order, the step that saves most.
          </Text>
        </BlockStack>
        {steps.map((step, index) => (
          <Step
            key={index}
            {...props}
            step={step}
            index={index}
            onChange={(more) =>
              setSteps((before) =>
                before.map((one, at) => (at === index ? { ...one, ...more } : one)),
              )
            }
            {...(steps.length > 1 && {
              onRemove: () => setSteps((before) => before.filter((_one, at) => at !== index)),
            })}
          />
        ))}
        <Warnings messages={props.warningsAt("terms.steps")} />
        {stepsError && <InlineError message={stepsError} fieldID="steps" />}
        <InlineStack>
          <Button
            onClick={() =>
              setSteps((before) => [
                ...before,
                { value: "", reward: "percentage", off: "10", gifts: [] },
              ])
            }
          >
            Add step
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Step(
  props: CardProps &
    ProductMemory & {
      readonly step: RewardStepDraft;
      readonly index: number;
      readonly onChange: (more: Partial<RewardStepDraft>) => void;
      readonly onRemove?: () => void;
    },
) {
  const { step, index, onChange, onRemove, currencyCode, errorAt, warningsAt } = props;
  const field = `terms.steps.${index}`;
  const number = index + 1;
  const takesOff = step.reward === "percentage" || step.reward === "amount-off";
  const giftsError = errorAt(`${field}.gifts`);
  return (
    <Box borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={`Step ${number} from a cart of`}
              prefix={currencyCode}
              autoComplete="off"
              inputMode="decimal"
              value={step.value}
              onChange={(value) => onChange({ value })}
              {...errorProp(errorAt(`${field}.value`))}
              {...(onRemove && {
                labelAction: { content: `Remove step ${number}`, onAction: onRemove },
              })}
            />
            <Select
              label={`Reward of step ${number}`}
              options={REWARD_OPTIONS}
              value={step.reward}
              onChange={(reward) => onChange({ reward: reward as RewardStepDraft["reward"] })}
              {...errorProp(errorAt(`${field}.reward`))}
            />
          </FormLayout.Group>
          <PresentmentFields
            label={`Step ${number}`}
            currencies={props.presentmentCurrencies}
            amounts={step.valuePresentment ?? {}}
            field={`${field}.valuePresentment`}
            errorAt={errorAt}
            onChange={(valuePresentment) => onChange({ valuePresentment })}
          />
          {takesOff && (
            <TextField
              label={`Off the order from step ${number}`}
              autoComplete="off"
              inputMode="decimal"
              value={step.off}
              onChange={(off) => onChange({ off })}
              {...(step.reward === "percentage" ? { suffix: "%" } : { prefix: currencyCode })}
              {...errorProp(errorAt(`${field}.off`))}
            />
          )}
          {step.reward === "amount-off" && (
            <PresentmentFields
              label={`Off from step ${number}`}
              currencies={props.presentmentCurrencies}
              amounts={step.offPresentment ?? {}}
              field={`${field}.offPresentment`}
              errorAt={errorAt}
              onChange={(offPresentment) => onChange({ offPresentment })}
            />
          )}
        </FormLayout>
        <Warnings messages={warningsAt(`${field}.off`)} />
        {step.reward === "gift" && (
          <>
            <ComponentList
              {...props}
              title={`Gifts of step ${number}`}
              field={`${field}.gifts`}
              whenEmpty="Choose what is given. Of several variants, the first that is not sold out."
              components={step.gifts}
              onChange={(gifts) => onChange({ gifts })}
            />
            {giftsError && <InlineError message={giftsError} fieldID={`gifts-${index}`} />}
            <Warnings messages={warningsAt(`${field}.gifts`)} />
          </>
        )}
      </BlockStack>
    </Box>
  );
}
