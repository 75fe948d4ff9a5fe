import {
  BlockStack,
  Box,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";

import { emptyCampaign } from "../../core/loyalty/campaigns-schema.ts";
import type { CampaignDraft } from "../../core/loyalty/campaigns-schema.ts";
import type { ProductMemory } from "../offers/editor/ChooseProducts.tsx";
import { errorProp } from "../ui/error-prop.ts";
import { ProductList } from "../offers/editor/ProductList.tsx";
import { CampaignCollection } from "./CampaignCollection.tsx";
import type { CardProps } from "./ProgrammeEditor.tsx";

const SCOPES = [
  { label: "everything", value: "everything" },
  { label: "some products", value: "products" },
  { label: "a collection", value: "collection" },
];

type Props = CardProps &
  ProductMemory & {
    /** Titles of the collections that campaigns are for, by id. */
    readonly collectionTitles: Readonly<Record<string, string>>;
  };

/** Times in which purchases earn more. */
export function CampaignsCard(props: Props) {
  const { draft, change, errorAt } = props;
  const { earning } = draft;
  const set = (campaigns: readonly CampaignDraft[]) =>
    change({ earning: { ...earning, campaigns } });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Campaigns
        </Text>
        <Text as="p" tone="subdued">
          Days on which points count more, by the day of the order. Where several hold, the one that
          gives most does; the tier’s own factor comes on top.
        </Text>
        {earning.campaigns.map((campaign, index) => (
          <CampaignFields
            key={index}
            {...props}
            campaign={campaign}
            index={index}
            errorAt={(field) => errorAt(`earning.campaigns.${index}.${field}`)}
            onChange={(more) =>
              set(earning.campaigns.map((one, at) => (at === index ? { ...one, ...more } : one)))
            }
            onRemove={() => set(earning.campaigns.filter((_one, at) => at !== index))}
          />
        ))}
        <InlineStack>
          <Button onClick={() => set([...earning.campaigns, emptyCampaign()])}>Add campaign</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function CampaignFields({
  campaign,
  index,
  errorAt,
  onChange,
  onRemove,
  currencyCode,
  products,
  remember,
  collectionTitles,
}: Props & {
  readonly campaign: CampaignDraft;
  readonly index: number;
  readonly onChange: (more: Partial<CampaignDraft>) => void;
  readonly onRemove: () => void;
}) {
  const label = `Campaign ${index + 1}`;
  return (
    <Box borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={`Name of campaign ${index + 1}`}
              autoComplete="off"
              value={campaign.name}
              onChange={(name) => onChange({ name })}
              labelAction={{ content: `Remove campaign ${index + 1}`, onAction: onRemove }}
              {...errorProp(errorAt("name"))}
            />
            <TextField
              label={`${label}: points count`}
              autoComplete="off"
              inputMode="decimal"
              suffix="times"
              value={campaign.factor}
              onChange={(factor) => onChange({ factor })}
              {...errorProp(errorAt("factor"))}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label={`${label}: first day`}
              type="date"
              autoComplete="off"
              value={campaign.startsOn}
              onChange={(startsOn) => onChange({ startsOn })}
              {...errorProp(errorAt("startsOn"))}
            />
            <TextField
              label={`${label}: last day`}
              type="date"
              autoComplete="off"
              value={campaign.endsOn}
              onChange={(endsOn) => onChange({ endsOn })}
              {...errorProp(errorAt("endsOn"))}
            />
            <Select
              label={`${label}: for`}
              options={SCOPES}
              value={campaign.scope}
              onChange={(scope) => onChange({ scope, productIds: [], collectionId: "" })}
            />
          </FormLayout.Group>
        </FormLayout>
        {campaign.scope === "products" && (
          <ProductList
            title={`Products of campaign ${index + 1}`}
            field="productIds"
            chosen={campaign.productIds.map((productId) => ({ productId, variantIds: [] }))}
            onChange={(chosen) => onChange({ productIds: chosen.map((one) => one.productId) })}
            currencyCode={currencyCode}
            products={products}
            remember={remember}
            errorAt={errorAt}
            warningsAt={() => []}
          />
        )}
        {campaign.scope === "collection" && (
          <CampaignCollection
            label={label}
            collectionId={campaign.collectionId}
            storedTitle={collectionTitles[campaign.collectionId] ?? null}
            error={errorAt("collectionId")}
            onChoose={(collectionId) => onChange({ collectionId })}
          />
        )}
      </BlockStack>
    </Box>
  );
}
