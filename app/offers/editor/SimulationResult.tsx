import { BlockStack, Divider, InlineStack, Text } from "@shopify/polaris";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { listPriceMinor, totalSavingMinor } from "../../../core/pricing/explanation.ts";
import type {
  ExplainedOffer,
  Explanation,
  OfferVerdict,
} from "../../../core/pricing/explanation.ts";
import type { Simulation } from "../simulate.server.ts";

const ORDER_CODE_WORDS = {
  both: "The code takes its share of what the offers leave: they combine.",
  offers: "The code is refused: offers do not combine with it, and they save more.",
  code: "Only the code applies: it saves more than the offers, or there are none in this cart.",
} as const;

/** What the cart costs, and why, offer by offer. */
export function SimulationResult({
  simulation,
  currencyCode,
}: {
  simulation: Simulation;
  currencyCode: string;
}) {
  const { explanation, offerNames, productTitles, note, withOrderCode } = simulation;
  const money = (minor: number) => formatMoney(minor, currencyCode, "en");
  const listMinor = listPriceMinor(explanation);
  const savingMinor = totalSavingMinor(explanation);
  return (
    <BlockStack gap="200">
      <Divider />
      <Row label="Without offers" value={money(listMinor)} />
      <Row label="Offers take off" value={`−${money(savingMinor)}`} />
      <Row label="The shopper pays" value={money(listMinor - savingMinor)} isStrong />
      {explanation.freeShippingOfferId && <Row label="Shipping" value="Free" />}
      {withOrderCode && (
        <>
          <Row
            label="With the order code"
            value={money(listMinor - withOrderCode.savingMinor)}
            isStrong
          />
          <Text as="p" tone="subdued">
            {ORDER_CODE_WORDS[withOrderCode.applied]}
          </Text>
        </>
      )}
      <Divider />
      {note && (
        <Text as="p" tone="caution">
          {note}
        </Text>
      )}
      {explanation.offers.map((offer) => (
        <Text as="p" key={offer.id}>
          <Text as="span" fontWeight="semibold">
            {offerNames[offer.id] ?? offer.id}:
          </Text>{" "}
          {effectInWords(offer, explanation, money) || inWords(offer.verdict, productTitles, money)}
        </Text>
      ))}
      {!explanation.isExact && (
        <Text as="p" tone="subdued">
          This cart is so large that not every combination was tried; the result is at least as good
          as taking the best offer first.
        </Text>
      )}
    </BlockStack>
  );
}

function Row({
  label,
  value,
  isStrong = false,
}: {
  label: string;
  value: string;
  isStrong?: boolean;
}) {
  const weight = isStrong ? ({ fontWeight: "bold" } as const) : {};
  return (
    <InlineStack align="space-between">
      <Text as="span" {...weight}>
        {label}
      </Text>
      <Text as="span" numeric {...weight}>
        {value}
      </Text>
    </InlineStack>
  );
}

/** What an offer does to the cart; empty where it does nothing. */
function effectInWords(
  { id, savingMinor, times }: ExplainedOffer,
  { orderDiscount, freeShippingOfferId }: Explanation,
  money: (minor: number) => string,
): string {
  const effects = [
    savingMinor > 0 &&
      `saves ${money(savingMinor)}, applied ${times} ${times === 1 ? "time" : "times"}`,
    orderDiscount?.offerId === id && `takes ${money(orderDiscount.savingMinor)} off the order`,
    freeShippingOfferId === id && "makes shipping free",
  ].filter(Boolean);
  return effects.length > 0 ? `${effects.join("; ")}.` : "";
}

function inWords(
  verdict: OfferVerdict,
  productTitles: Readonly<Record<string, string>>,
  money: (minor: number) => string,
): string {
  switch (verdict.code) {
    case "applied":
      return "reached: what it gives is not in this cart.";
    case "below-first-step":
      return `not reached: the cart needs ${money(verdict.missingMinor)} more, gifts not counted.`;
    case "not-in-audience":
      return "not applied: it is not for this shopper.";
    case "not-scheduled":
      return "not running today, by its schedule.";
    case "better-combination":
      return "not applied: its units save more in another offer.";
    case "no-saving":
      return "not applied: it would save nothing on these prices.";
    case "missing-component":
      return `not applied: ${verdict.missing} more of ${productTitles[verdict.product] ?? "another component"} needed.`;
    case "too-few-to-mix":
      return `not applied: ${verdict.missing} more of its products needed for the first tier.`;
    case "below-first-tier":
      return `not applied: ${verdict.missing} more of ${productTitles[verdict.product] ?? "the product"} needed for the first tier.`;
  }
}
