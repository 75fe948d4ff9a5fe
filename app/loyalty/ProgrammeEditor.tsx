import { useFetcher, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Card,
  Checkbox,
  FormLayout,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import type { Product } from "../../core/catalog/product.ts";
import type { ProgrammeDraft } from "../../core/loyalty/programme-schema.ts";
import { BonusesCard } from "./BonusesCard.tsx";
import { CampaignsCard } from "./CampaignsCard.tsx";
import { errorProp } from "../ui/error-prop.ts";
import { ReadWithoutShopify, ShopifyAway } from "../ui/ShopifyAway.tsx";
import { refusalInShort } from "../ui/refusal-in-short.ts";
import { useEachAnswer } from "../ui/use-each-answer.ts";
import { ProductList } from "../offers/editor/ProductList.tsx";
import type { ProgrammeData } from "./load-loyalty.server.ts";
import type { ProgrammeOutcome } from "./programme-store.server.ts";
import { RedeemingCard } from "./RedeemingCard.tsx";
import { TiersCard } from "./TiersCard.tsx";
import { YearCard } from "./YearCard.tsx";

const ROUNDINGS = [
  { label: "Down to the whole point", value: "down" },
  { label: "To the nearest point", value: "nearest" },
  { label: "Up to the whole point", value: "up" },
];

/** What every card of the programme's editor is given. */
export interface CardProps {
  readonly draft: ProgrammeDraft;
  readonly change: (more: Partial<ProgrammeDraft>) => void;
  readonly errorAt: (field: string) => string | undefined;
  readonly currencyCode: string;
}

/** How points are earned and tiers are reached. Saved, it holds for orders from then on. */
export function ProgrammeEditor(data: ProgrammeData) {
  return (
    <ReadWithoutShopify.Provider value={data.isShopifyAway}>
      <Editor {...data} />
    </ReadWithoutShopify.Provider>
  );
}

function Editor({
  version,
  draft: stored,
  products: known,
  collectionTitles,
  isShopifyAway,
  hook,
  currencyCode,
  combinesWithCodes,
}: ProgrammeData) {
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const fetcher = useFetcher<ProgrammeOutcome>();
  const [draft, setDraft] = useState(stored);
  const [picked, setPicked] = useState<readonly Product[]>([]);
  const outcome = fetcher.data;
  useEachAnswer(outcome, (answer) => {
    if (!answer.ok) {
      shopify.toast.show(refusalInShort(answer.issues), { isError: true });
      return;
    }
    shopify.toast.show("Programme saved");
    navigate("/app/loyalty");
  });
  const issues = outcome && !outcome.ok ? outcome.issues : [];
  const errorAt = (field: string) => issues.find((issue) => issue.field === field)?.message;
  const card: CardProps = {
    draft,
    change: (more) => setDraft((before) => ({ ...before, ...more })),
    errorAt,
    currencyCode,
  };
  const memory = {
    products: new Map([...picked, ...known].map((product) => [product.id, product])),
    remember: (more: readonly Product[]) => setPicked((before) => [...before, ...more]),
  };
  const { earning } = draft;
  const general = errorAt("");
  return (
    <Page
      title="Loyalty programme"
      backAction={{ content: "Loyalty", url: "/app/loyalty" }}
      primaryAction={{
        content: "Save",
        loading: fetcher.state !== "idle",
        onAction: () =>
          fetcher.submit(JSON.parse(JSON.stringify({ version, draft })), {
            method: "post",
            encType: "application/json",
          }),
      }}
    >
      <BlockStack gap="400">
        {isShopifyAway && (
          <ShopifyAway missing="Products’ titles and prices, and collections’ titles," />
        )}
        {general && (
          <Banner tone="critical" title="Not saved">
            <p>{general}</p>
          </Banner>
        )}
        <EarningCard {...card} />
        <Card>
          <ProductList
            title="What earns nothing"
            field="earning.excludedProductIds"
            whenEmpty="Every product earns points. Gift cards never do."
            chosen={earning.excludedProductIds.map((productId) => ({ productId, variantIds: [] }))}
            onChange={(chosen) =>
              card.change({
                earning: { ...earning, excludedProductIds: chosen.map((one) => one.productId) },
              })
            }
            currencyCode={currencyCode}
            {...memory}
            errorAt={errorAt}
            warningsAt={() => []}
          />
        </Card>
        <CampaignsCard {...card} {...memory} collectionTitles={collectionTitles} />
        <BonusesCard {...card} hook={hook} />
        <TiersCard {...card} />
        <RedeemingCard {...card} combinesWithCodes={combinesWithCodes} />
        <YearCard draft={draft} />
      </BlockStack>
    </Page>
  );
}

function EarningCard({ draft, change, errorAt, currencyCode }: CardProps) {
  const { earning } = draft;
  const set = (more: Partial<ProgrammeDraft["earning"]>) =>
    change({ earning: { ...earning, ...more } });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Earning
        </Text>
        <Checkbox
          label="The programme is running"
          helpText="While it is not, orders earn nothing; what was earned before stays."
          checked={draft.isRunning}
          onChange={(isRunning) => change({ isRunning })}
        />
        <TextField
          label="Earlier orders earn from"
          helpText="For orders from before the programme ran: read the order history under Loyalty. Leave it empty to begin with the next order."
          type="date"
          autoComplete="off"
          value={draft.earnsSince}
          onChange={(earnsSince) => change({ earnsSince })}
          {...errorProp(errorAt("earnsSince"))}
        />
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={`Points for each ${currencyCode}`}
              helpText="Of what is paid for products, after discounts, without shipping."
              autoComplete="off"
              inputMode="decimal"
              value={earning.pointsPerUnit}
              onChange={(pointsPerUnit) => set({ pointsPerUnit })}
              {...errorProp(errorAt("earning.pointsPerUnit"))}
            />
            <Select
              label="An order is rounded"
              options={ROUNDINGS}
              value={earning.rounding}
              onChange={(rounding) => set({ rounding })}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label="Days until they can be used"
              helpText="As long as an order may be returned. Refunds take back what was earned, in proportion."
              type="number"
              min={0}
              autoComplete="off"
              value={earning.returnDays}
              onChange={(returnDays) => set({ returnDays })}
              {...errorProp(errorAt("earning.returnDays"))}
            />
            <TextField
              label="What points are called"
              autoComplete="off"
              value={draft.pointsName}
              onChange={(pointsName) => change({ pointsName })}
              {...errorProp(errorAt("pointsName"))}
            />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
