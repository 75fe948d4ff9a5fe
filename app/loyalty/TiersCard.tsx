import {
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";

import type { ProgrammeDraft, TierDraft } from "../../core/loyalty/programme-schema.ts";
import { emptyTier } from "../../core/loyalty/programme-schema.ts";
import { TIER_ICONS } from "../../core/loyalty/programme.ts";
import { errorProp } from "../ui/error-prop.ts";
import type { CardProps } from "./ProgrammeEditor.tsx";

const MEASURES = [
  { label: "What they spent", value: "spend" },
  { label: "Number of orders", value: "orders" },
  { label: "Points earned", value: "points" },
];
const WINDOWS = [
  { label: "the last 365 days", value: "rolling-year" },
  { label: "a calendar year, kept through the next", value: "calendar-year" },
];

const ICONS = TIER_ICONS.map((icon) => ({
  label: `${icon.charAt(0).toUpperCase()}${icon.slice(1)}`,
  value: icon,
}));

/** How tiers are reached and kept, and what each gives. */
export function TiersCard({ draft, change, errorAt, currencyCode }: CardProps) {
  const { tiers } = draft;
  const set = (more: Partial<ProgrammeDraft["tiers"]>) => change({ tiers: { ...tiers, ...more } });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Tiers
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="Reached by"
              options={MEASURES}
              value={tiers.measure}
              onChange={(measure) => set({ measure })}
            />
            <Select
              label="in"
              options={WINDOWS}
              value={tiers.window}
              onChange={(window) => set({ window })}
            />
            <TextField
              label="Days of grace"
              type="number"
              min={0}
              autoComplete="off"
              value={tiers.graceDays}
              onChange={(graceDays) => set({ graceDays })}
              {...errorProp(errorAt("tiers.graceDays"))}
            />
          </FormLayout.Group>
        </FormLayout>
        {tiers.levels.map((level, index) => (
          <TierFields
            key={index}
            level={level}
            index={index}
            isByAmount={tiers.measure === "spend"}
            currencyCode={currencyCode}
            errorAt={(field) => errorAt(`tiers.levels.${index}.${field}`)}
            onChange={(more) =>
              set({
                levels: tiers.levels.map((one, at) => (at === index ? { ...one, ...more } : one)),
              })
            }
            onRemove={() => set({ levels: tiers.levels.filter((_one, at) => at !== index) })}
          />
        ))}
        <InlineStack>
          <Button onClick={() => set({ levels: [...tiers.levels, emptyTier()] })}>Add tier</Button>
        </InlineStack>
        <Checkbox
          label="Tag customers with their tier"
          helpText="For Shopify’s segments and other apps."
          checked={draft.tagsTiers}
          onChange={(tagsTiers) => change({ tagsTiers })}
        />
        {draft.tagsTiers && (
          <TextField
            label="Before the tier’s name in the tag"
            autoComplete="off"
            value={draft.tagPrefix}
            onChange={(tagPrefix) => change({ tagPrefix })}
            {...errorProp(errorAt("tagPrefix"))}
          />
        )}
        <Text as="p" tone="subdued">
          Offers can be for certain tiers as well: choose “Loyalty tier” under “Who it is for” in an
          offer, for gifts, exclusive bundles or early access.
        </Text>
      </BlockStack>
    </Card>
  );
}

function TierFields({
  level,
  index,
  isByAmount,
  currencyCode,
  errorAt,
  onChange,
  onRemove,
}: {
  readonly level: TierDraft;
  readonly index: number;
  readonly isByAmount: boolean;
  readonly currencyCode: string;
  readonly errorAt: (field: string) => string | undefined;
  readonly onChange: (more: Partial<TierDraft>) => void;
  readonly onRemove: () => void;
}) {
  const tier = `Tier ${index + 1}`;
  return (
    <Box borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField
            label={`Name of tier ${index + 1}`}
            autoComplete="off"
            value={level.name}
            onChange={(name) => onChange({ name })}
            labelAction={{ content: `Remove tier ${index + 1}`, onAction: onRemove }}
            {...errorProp(errorAt("name"))}
          />
          <TextField
            label={`${tier} from`}
            autoComplete="off"
            inputMode="decimal"
            value={level.threshold}
            onChange={(threshold) => onChange({ threshold })}
            {...(isByAmount && { prefix: currencyCode })}
            {...errorProp(errorAt("threshold"))}
          />
          <Select
            label={`${tier}: icon`}
            options={ICONS}
            value={level.icon}
            onChange={(icon) => onChange({ icon })}
          />
        </FormLayout.Group>
        <FormLayout.Group condensed>
          <TextField
            label={`${tier}: off every order`}
            autoComplete="off"
            inputMode="decimal"
            suffix="%"
            placeholder="nothing"
            value={level.discount}
            onChange={(discount) => onChange({ discount })}
            {...errorProp(errorAt("discount"))}
          />
          <TextField
            label={`${tier}: points count`}
            autoComplete="off"
            inputMode="decimal"
            suffix="times"
            value={level.pointsFactor}
            onChange={(pointsFactor) => onChange({ pointsFactor })}
            {...errorProp(errorAt("pointsFactor"))}
          />
          <TextField
            label={`${tier}: store credit when it is reached`}
            autoComplete="off"
            inputMode="decimal"
            prefix={currencyCode}
            placeholder="none"
            value={level.credit}
            onChange={(credit) => onChange({ credit })}
            {...errorProp(errorAt("credit"))}
          />
        </FormLayout.Group>
        <Checkbox
          label={`${tier}: free shipping`}
          checked={level.hasFreeShipping}
          onChange={(hasFreeShipping) => onChange({ hasFreeShipping })}
        />
      </FormLayout>
    </Box>
  );
}
