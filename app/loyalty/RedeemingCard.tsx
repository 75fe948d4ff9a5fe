import { Link } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Card,
  ChoiceList,
  FormLayout,
  Text,
  TextField,
} from "@shopify/polaris";

import type { ProgrammeDraft } from "../../core/loyalty/programme-schema.ts";
import { errorProp } from "../ui/error-prop.ts";
import type { CardProps } from "./ProgrammeEditor.tsx";

const WAYS = [
  {
    label: "A discount code",
    value: "code",
    helpText: "Works once, for this customer, off an order.",
  },
  {
    label: "Store credit",
    value: "store-credit",
    helpText: "Pays at checkout, beside every discount. Your shop has to have store credit.",
  },
];

/** What points buy, and when they expire. */
export function RedeemingCard({
  draft,
  change,
  errorAt,
  currencyCode,
  combinesWithCodes,
}: CardProps & {
  /** Whether offers combine with the shop's order discounts. */
  readonly combinesWithCodes: boolean;
}) {
  const { redeeming } = draft;
  const set = (more: Partial<ProgrammeDraft["redeeming"]>) =>
    change({ redeeming: { ...redeeming, ...more } });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What points buy
        </Text>
        <ChoiceList
          title="Customers turn them into"
          allowMultiple
          choices={WAYS}
          selected={[...redeeming.ways]}
          onChange={(ways) => set({ ways })}
        />
        {redeeming.ways.includes("code") && !combinesWithCodes && (
          <Banner tone="warning" title="Codes do not add to your offers">
            <p>
              Your offers do not combine with order discounts, so a cart has either the offers and
              perks or the code, whichever saves more. Change it under{" "}
              <Link to="/app/settings">Settings</Link>, or use store credit: it pays beside
              everything.
            </p>
          </Banner>
        )}
        <FormLayout>
          {redeeming.ways.length > 0 && (
            <FormLayout.Group>
              <TextField
                label={`Points for one ${currencyCode}`}
                type="number"
                min={1}
                autoComplete="off"
                value={redeeming.pointsPerUnit}
                onChange={(pointsPerUnit) => set({ pointsPerUnit })}
                {...errorProp(errorAt("redeeming.pointsPerUnit"))}
              />
              <TextField
                label="Points at least"
                type="number"
                min={1}
                autoComplete="off"
                value={redeeming.minimumPoints}
                onChange={(minimumPoints) => set({ minimumPoints })}
                {...errorProp(errorAt("redeeming.minimumPoints"))}
              />
            </FormLayout.Group>
          )}
          <TextField
            label="Days until unused points expire"
            helpText="From when they can be used, the oldest first. 0 for never."
            type="number"
            min={0}
            autoComplete="off"
            value={draft.expiryDays}
            onChange={(expiryDays) => change({ expiryDays })}
            {...errorProp(errorAt("expiryDays"))}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
