import { useFetcher, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";

import type { Product } from "../../core/catalog/product.ts";
import type { ProgrammeDraft } from "../../core/loyalty/programme-schema.ts";
import { errorProp } from "../offers/editor/error-prop.ts";
import { ProductList } from "../offers/editor/ProductList.tsx";
import type { ProgrammeData } from "./load-loyalty.server.ts";
import type { ProgrammeOutcome } from "./programme-store.server.ts";

const ROUNDINGS = [
  { label: "Down to the whole point", value: "down" },
  { label: "To the nearest point", value: "nearest" },
  { label: "Up to the whole point", value: "up" },
];
const MEASURES = [
  { label: "What they spent", value: "spend" },
  { label: "Number of orders", value: "orders" },
  { label: "Points earned", value: "points" },
];
const WINDOWS = [
  { label: "the last 365 days", value: "rolling-year" },
  { label: "a calendar year, kept through the next", value: "calendar-year" },
];

interface CardProps {
  readonly draft: ProgrammeDraft;
  readonly change: (more: Partial<ProgrammeDraft>) => void;
  readonly errorAt: (field: string) => string | undefined;
  readonly currencyCode: string;
}

/** How points are earned and tiers are reached. Saved, it holds for orders from then on. */
export function ProgrammeEditor({
  version,
  draft: stored,
  products: known,
  currencyCode,
}: ProgrammeData) {
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const fetcher = useFetcher<ProgrammeOutcome>();
  const answered = useRef<ProgrammeOutcome>();
  const [draft, setDraft] = useState(stored);
  const [picked, setPicked] = useState<readonly Product[]>([]);
  const outcome = fetcher.data;
  useEffect(() => {
    if (!outcome || outcome === answered.current) return;
    answered.current = outcome;
    if (!outcome.ok) {
      shopify.toast.show("Not saved: see what is marked", { isError: true });
      return;
    }
    shopify.toast.show("Programme saved");
    navigate("/app/loyalty");
  }, [outcome, navigate, shopify]);
  const issues = outcome && !outcome.ok ? outcome.issues : [];
  const errorAt = (field: string) => issues.find((issue) => issue.field === field)?.message;
  const card: CardProps = {
    draft,
    change: (more) => setDraft((before) => ({ ...before, ...more })),
    errorAt,
    currencyCode,
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
            products={new Map([...picked, ...known].map((product) => [product.id, product]))}
            remember={(more) => setPicked((before) => [...before, ...more])}
            errorAt={errorAt}
            warningsAt={() => []}
          />
        </Card>
        <TiersCard {...card} />
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

function TiersCard({ draft, change, errorAt, currencyCode }: CardProps) {
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
          {tiers.levels.map((level, index) => {
            const setLevel = (more: Partial<typeof level>) =>
              set({
                levels: tiers.levels.map((one, at) => (at === index ? { ...one, ...more } : one)),
              });
            return (
              <FormLayout.Group key={index} condensed>
                <TextField
                  label={`Name of tier ${index + 1}`}
                  autoComplete="off"
                  value={level.name}
                  onChange={(name) => setLevel({ name })}
                  labelAction={{
                    content: `Remove tier ${index + 1}`,
                    onAction: () =>
                      set({ levels: tiers.levels.filter((_one, at) => at !== index) }),
                  }}
                  {...errorProp(errorAt(`tiers.levels.${index}.name`))}
                />
                <TextField
                  label={`Tier ${index + 1} from`}
                  autoComplete="off"
                  inputMode="decimal"
                  value={level.threshold}
                  onChange={(threshold) => setLevel({ threshold })}
                  {...(tiers.measure === "spend" && { prefix: currencyCode })}
                  {...errorProp(errorAt(`tiers.levels.${index}.threshold`))}
                />
              </FormLayout.Group>
            );
          })}
        </FormLayout>
        <InlineStack>
          <Button onClick={() => set({ levels: [...tiers.levels, { name: "", threshold: "" }] })}>
            Add tier
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
