import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

import { eligibleVariants } from "../../../core/catalog/product.ts";
import type { Product } from "../../../core/catalog/product.ts";
import { parsePercentage } from "../../../core/money/percentage.ts";
import { exampleCart } from "../../../core/offers/draft.ts";
import type { OfferDraft } from "../../../core/offers/draft.ts";
import type { Simulation } from "../simulate.server.ts";
import { useMissing } from "../../ui/ShopifyAway.tsx";
import { pickProducts } from "./pick-products.ts";
import { SimulationResult } from "./SimulationResult.tsx";
import { Unanswered } from "./Unanswered.tsx";
import { useAnswer } from "./use-answer.ts";

interface SimulatedLine {
  readonly productId: string;
  readonly variantId: string;
  readonly quantity: string;
}

/** A cart to try the offer on, priced by the module that Shopify's checkout runs. */
export function SimulatorCard({
  id,
  draft,
  products,
  currencyCode,
}: {
  id: string | null;
  draft: OfferDraft;
  products: ReadonlyMap<string, Product>;
  currencyCode: string;
}) {
  const shopify = useAppBridge();
  const [changed, setChanged] = useState<SimulatedLine[] | null>(null);
  const [orderCodePercent, setOrderCodePercent] = useState("");
  const [isInAudience, setIsInAudience] = useState(true);
  const [extra, setExtra] = useState<Product[]>([]);
  const known = new Map([...products, ...extra.map((product) => [product.id, product] as const)]);
  const cart = changed ?? defaultCart(draft, products);
  const isUnknown = useMissing().isAway && cart.length === 0;
  const { answer, failure } = useAnswer<Simulation | { error: string }>("/app/offers/simulate", {
    id,
    draft,
    isInAudience,
    orderCodePercent,
    cart: cart.map((line) => ({ ...line, quantity: line.quantity || "0" })),
  });
  const change = (index: number, more: Partial<SimulatedLine>) =>
    setChanged(cart.map((line, at) => (at === index ? { ...line, ...more } : line)));
  const add = async () => {
    const picked = await pickProducts(shopify, [], currencyCode);
    if (!picked) return;
    setExtra([...extra, ...picked.map((one) => one.product)]);
    setChanged([
      ...cart,
      ...picked.map(({ product }) => ({
        productId: product.id,
        variantId: product.variants[0]?.id ?? "",
        quantity: "1",
      })),
    ]);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Try a cart
          </Text>
          <Button onClick={() => void add()}>Add product</Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          Priced by the very module that Shopify runs at checkout, with your other live offers.
        </Text>
        {cart.map((line, index) => (
          <LineFields
            key={`${index} ${line.productId}`}
            line={line}
            product={known.get(line.productId)}
            onChange={(more) => change(index, more)}
          />
        ))}
        {draft.audience.conditions.length > 0 && (
          <Select
            label="The shopper"
            options={[
              { label: "is one whom the offer is for", value: "yes" },
              { label: "is a visitor who is not signed in", value: "no" },
            ]}
            value={isInAudience ? "yes" : "no"}
            onChange={(value) => setIsInAudience(value === "yes")}
          />
        )}
        <TextField
          label="Order discount code, if any"
          autoComplete="off"
          inputMode="decimal"
          suffix="%"
          value={orderCodePercent}
          onChange={setOrderCodePercent}
          error={
            orderCodePercent !== "" &&
            parsePercentage(orderCodePercent) === null &&
            "Enter a percentage between 0.01 and 100, with at most two decimals."
          }
        />
        {failure && <Unanswered failure={failure} />}
        {answer && "error" in answer && (
          <Text as="p" tone="critical">
            {answer.error}
          </Text>
        )}
        {isUnknown && (
          <Text as="p" tone="critical">
            Can’t connect to Shopify right now. Reload the page to test this cart.
          </Text>
        )}
        {answer && "explanation" in answer && !isUnknown && (
          <SimulationResult simulation={answer} currencyCode={currencyCode} />
        )}
      </BlockStack>
    </Card>
  );
}

function LineFields({
  line,
  product,
  onChange,
}: {
  line: SimulatedLine;
  product: Product | undefined;
  onChange: (more: Partial<SimulatedLine>) => void;
}) {
  if (!product) return null;
  return (
    <InlineStack gap="200" blockAlign="end" wrap={false}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Select
          label={product.title}
          options={product.variants.map((variant) => ({
            label: variant.title === "Default Title" ? "–" : variant.title,
            value: variant.id,
          }))}
          disabled={product.variants.length < 2}
          value={line.variantId}
          onChange={(variantId) => onChange({ variantId })}
        />
      </div>
      <div style={{ width: 76 }}>
        <TextField
          label={`Quantity of ${product.title} in the cart`}
          labelHidden
          type="number"
          min={0}
          autoComplete="off"
          value={line.quantity}
          onChange={(quantity) => onChange({ quantity })}
        />
      </div>
    </InlineStack>
  );
}

/** The cart in which the offer should apply once, of each product the first variant that it takes. */
function defaultCart(draft: OfferDraft, products: ReadonlyMap<string, Product>): SimulatedLine[] {
  return exampleCart(draft).flatMap(({ productId, variantIds, quantity }) => {
    const product = products.get(productId);
    const variant = product && eligibleVariants(product, variantIds)[0];
    return variant ? [{ productId, variantId: variant.id, quantity }] : [];
  });
}
