import {
  BlockStack,
  Card,
  Checkbox,
  FormLayout,
  InlineError,
  Link,
  Text,
  TextField,
} from "@shopify/polaris";
import { instantOf, localDateTime } from "@tandem/storefront-kit/dates";

import { isPriced, surfacesOf } from "../../../core/offers/kind-traits.ts";
import type { Surface } from "../../../core/offers/offer.ts";
import type { CardProps } from "./OfferEditor.tsx";
import { Warnings } from "./Warnings.tsx";

const SURFACE_LABELS: Record<Surface, string> = {
  product: "Show on the product page",
  cart: "Show in the cart",
  "post-purchase": "Offer with one click, before the thank-you page",
  "thank-you": "Show on the thank-you page",
  "order-status": "Show on the order status page",
  "confirmation-email": "Show in the order confirmation e-mail",
  "follow-up-email": "Show in follow-up e-mails",
};

function toggle({ kind, surfaces }: CardProps["draft"], surface: Surface, isOn: boolean) {
  return {
    surfaces: surfacesOf(kind).filter((one) => (one === surface ? isOn : surfaces.includes(one))),
  };
}

/** When and where the offer appears. */
export function PlacementCard({ draft, change, errorAt, warningsAt, timeZone }: CardProps) {
  const { startsAt, endsAt } = draft.schedule;
  const setBound = (name: "startsAt" | "endsAt") => (local: string) =>
    change((before) => ({
      schedule: { ...before.schedule, [name]: local ? instantOf(local, timeZone) : "" },
    }));
  const shown = (instant: string) => (instant ? localDateTime(instant, timeZone) : "");
  const startError = errorAt("schedule.startsAt");
  const endError = errorAt("schedule.endsAt");
  const priorityError = errorAt("priority");
  const surfacesError = errorAt("surfaces");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          When and where
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label="Starts"
              type="datetime-local"
              autoComplete="off"
              value={shown(startsAt)}
              onChange={setBound("startsAt")}
              helpText="Empty: at once."
              {...(startError && { error: startError })}
            />
            <TextField
              label="Ends"
              type="datetime-local"
              autoComplete="off"
              value={shown(endsAt)}
              onChange={setBound("endsAt")}
              helpText={`Empty: never. Times are ${timeZone}.`}
              {...(endError && { error: endError })}
            />
          </FormLayout.Group>
          <BlockStack>
            {surfacesOf(draft.kind).map((surface) => (
              <Checkbox
                key={surface}
                label={SURFACE_LABELS[surface]}
                checked={draft.surfaces.includes(surface)}
                onChange={(isOn) => change((before) => toggle(before, surface, isOn))}
              />
            ))}
            {surfacesOf(draft.kind).includes("post-purchase") && (
              <Text as="p" tone="subdued">
                One click needs <Link url="/app/one-click">one-click offers</Link> to be on. Orders
                that Shopify has no such page for see the offer on the thank-you page.
              </Text>
            )}
            {draft.surfaces.some((surface) => surface === "product" || surface === "cart") && (
              <Text as="p" tone="subdued">
                Companies (B2B) aren’t shown it where their catalog has other quantities or volume
                prices.
              </Text>
            )}
            {draft.surfaces.length === 0 && (
              <Text as="p" tone="subdued">
                {isPriced(draft.kind)
                  ? "It is priced in the cart, and shown nowhere."
                  : "It is shown nowhere."}
              </Text>
            )}
            {surfacesError && <InlineError message={surfacesError} fieldID="surfaces" />}
            <Warnings messages={warningsAt("surfaces")} />
          </BlockStack>
          <TextField
            label="Priority"
            type="number"
            min={0}
            max={100}
            autoComplete="off"
            value={draft.priority}
            onChange={(priority) => change(() => ({ priority }))}
            helpText="Higher is shown first where a product has several offers. It never decides a price: shoppers always get the best one."
            {...(priorityError && { error: priorityError })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
