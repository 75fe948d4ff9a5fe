import { BlockStack, Card, Checkbox, FormLayout, Text, TextField } from "@shopify/polaris";

import { instantOf, localDateTime } from "../../../core/offers/local-date.ts";
import { isPriced } from "../../../core/offers/priced-kinds.ts";
import type { CardProps } from "./OfferEditor.tsx";

/** When and where the offer appears. */
export function PlacementCard({ draft, change, errorAt, timeZone }: CardProps) {
  const { startsAt, endsAt } = draft.schedule;
  const setBound = (name: "startsAt" | "endsAt") => (local: string) =>
    change((before) => ({
      schedule: { ...before.schedule, [name]: local ? instantOf(local, timeZone) : "" },
    }));
  const shown = (instant: string) => (instant ? localDateTime(instant, timeZone) : "");
  const startError = errorAt("schedule.startsAt");
  const endError = errorAt("schedule.endsAt");
  const priorityError = errorAt("priority");
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
          <Checkbox
            label="Show on the product page"
            helpText={
              isPriced(draft.kind)
                ? "Off: it is priced in the cart, and shown nowhere."
                : "Off: it is shown nowhere."
            }
            checked={draft.surfaces.includes("product")}
            onChange={(isOn) => change(() => ({ surfaces: isOn ? ["product"] : [] }))}
          />
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
