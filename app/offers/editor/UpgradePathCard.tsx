import { useAppBridge } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  FormLayout,
  InlineError,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { newStep } from "../../../core/offers/upgrade-path/draft.ts";
import type {
  UpgradePathDraft,
  UpgradeStepDraft,
} from "../../../core/offers/upgrade-path/draft.ts";
import { proposePath } from "../../../core/offers/upgrade-path/propose-path.ts";
import { LANGUAGE_NAMES } from "../offer-words.tsx";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ChosenProductRow } from "./ChosenProductRow.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { pickProducts } from "./pick-products.ts";
import { PresentmentFields } from "./PresentmentFields.tsx";
import { Warnings } from "./Warnings.tsx";

/** The steps of the ladder, lowest first, each with what it gains and what comes off. */
export function UpgradePathCard(props: CardProps & ProductMemory) {
  const { draft, change, errorAt, currencyCode, remember } = props;
  const shopify = useAppBridge();
  const [locale, setLocale] = useState<CopyLocale | "default">("default");
  const [refusal, setRefusal] = useState<string | null>(null);
  const { steps } = draft.terms as UpgradePathDraft;
  const setSteps = (next: (steps: readonly UpgradeStepDraft[]) => readonly UpgradeStepDraft[]) =>
    change((before) => ({ terms: { steps: next((before.terms as UpgradePathDraft).steps) } }));

  const add = async () => {
    const picked = await pickProducts(shopify, [], currencyCode);
    if (!picked) return;
    remember(picked.map((one) => one.product));
    setRefusal(null);
    setSteps((before) => [
      ...before,
      ...picked.map(({ productId, variantIds }) => newStep({ productId, variantIds })),
    ]);
  };
  const propose = async () => {
    const [picked] = (await pickProducts(shopify, [], currencyCode)) ?? [];
    if (!picked) return;
    remember([picked.product]);
    const proposed = proposePath(picked.product);
    if (!proposed) {
      setRefusal(
        `The variants of ${picked.product.title} are no ladder: none of its options orders their prices. Add the steps one by one.`,
      );
      return;
    }
    setRefusal(null);
    setSteps(() =>
      // The block names each variant; what it gains is for the merchant to say.
      proposed.map((variantIds) =>
        newStep({ productId: picked.productId, variantIds: [...variantIds] }),
      ),
    );
  };
  const stepsError = errorAt("terms.steps");
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Steps
          </Text>
          <ButtonGroup>
            <Button onClick={() => void propose()}>Propose from a product’s variants</Button>
            <Button onClick={() => void add()}>Add step</Button>
          </ButtonGroup>
        </InlineStack>
        {refusal && <InlineError message={refusal} fieldID="steps" />}
        <Text as="p" tone="subdued">
          Lowest first. Who has chosen one step is offered the next that is not sold out, in the
          variant most like theirs, for the difference in price.
        </Text>
        {steps.length > 0 && (
          <Select
            label="Language of what a step gains"
            options={[
              { label: "Default", value: "default" },
              ...COPY_LOCALES.map((one) => ({ label: LANGUAGE_NAMES[one], value: one })),
            ]}
            value={locale}
            onChange={(value) => setLocale(value as CopyLocale | "default")}
          />
        )}
        {steps.map((step, index) => (
          <Step
            key={`${index} ${step.productId} ${step.variantIds.join()}`}
            {...props}
            step={step}
            index={index}
            locale={locale}
            onChange={(more) =>
              setSteps((before) =>
                before.map((one, at) => (at === index ? { ...one, ...more } : one)),
              )
            }
            onRemove={() => setSteps((before) => before.filter((_one, at) => at !== index))}
            onMoveUp={() =>
              setSteps((before) => {
                const [moved] = before.slice(index, index + 1);
                const rest = before.filter((_one, at) => at !== index);
                return moved ? rest.toSpliced(index - 1, 0, moved) : before;
              })
            }
          />
        ))}
        {stepsError && <InlineError message={stepsError} fieldID="steps" />}
      </BlockStack>
    </Card>
  );
}

function Step(
  props: CardProps & {
    readonly step: UpgradeStepDraft;
    readonly index: number;
    readonly locale: CopyLocale | "default";
    readonly onChange: (more: Partial<UpgradeStepDraft>) => void;
    readonly onRemove: () => void;
    readonly onMoveUp: () => void;
  },
) {
  const { step, index, locale, onChange, onRemove, onMoveUp } = props;
  const { products, currencyCode, errorAt, warningsAt } = props;
  const field = `terms.steps.${index}`;
  const gain = locale === "default" ? step.gain : (step.gainTranslations[locale] ?? "");
  const gainError = errorAt(
    locale === "default" ? `${field}.gain` : `${field}.gainTranslations.${locale}`,
  );
  const discountError = errorAt(`${field}.discount`);
  const number = index + 1;
  return (
    <Box borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
      <BlockStack gap="300">
        <ChosenProductRow
          chosen={step}
          product={products.get(step.productId)}
          currencyCode={currencyCode}
          error={errorAt(`${field}.productId`)}
          warnings={warningsAt(`${field}.productId`)}
          onRemove={onRemove}
        >
          {index > 0 && (
            <Button
              variant="tertiary"
              accessibilityLabel={`Move step ${number} before step ${index}`}
              onClick={onMoveUp}
            >
              ↑
            </Button>
          )}
        </ChosenProductRow>
        {index > 0 && (
          <FormLayout>
            <FormLayout.Group condensed>
              <TextField
                label={`What step ${number} gains`}
                placeholder="Twice the storage"
                autoComplete="off"
                maxLength={60}
                value={gain}
                onChange={(text) =>
                  onChange(
                    locale === "default"
                      ? { gain: text }
                      : { gainTranslations: { ...step.gainTranslations, [locale]: text } },
                  )
                }
                {...(gainError && { error: gainError })}
              />
              <TextField
                label={`Off step ${number}`}
                placeholder="0"
                prefix={currencyCode}
                autoComplete="off"
                inputMode="decimal"
                value={step.discount}
                onChange={(discount) => onChange({ discount })}
                helpText="For everyone who buys it."
                {...(discountError && { error: discountError })}
              />
            </FormLayout.Group>
            {step.discount.trim() !== "" && (
              <PresentmentFields
                label={`Off step ${number}`}
                currencies={props.presentmentCurrencies}
                amounts={step.discountPresentment ?? {}}
                field={`${field}.discountPresentment`}
                errorAt={errorAt}
                onChange={(discountPresentment) => onChange({ discountPresentment })}
              />
            )}
            <Warnings messages={warningsAt(`${field}.discount`)} />
          </FormLayout>
        )}
      </BlockStack>
    </Box>
  );
}
