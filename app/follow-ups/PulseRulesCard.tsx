import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

import type { PulseRules } from "../../core/follow-ups/pulse.ts";
import { errorProp } from "../ui/error-prop.ts";
import { useSaved } from "../ui/use-saved.ts";

/** When buyers are asked, and where help is for those who are unhappy. */
export function PulseRulesCard({ rules }: { readonly rules: PulseRules }) {
  const { fetcher, errorAt } = useSaved();
  const [draft, setDraft] = useState({
    isOnOrderStatus: rules.isOnOrderStatus,
    daysAfterFulfilment: String(rules.daysAfterFulfilment),
    supportEmail: rules.supportEmail ?? "",
  });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          The pulse
        </Text>
        <Checkbox
          label="Ask on the order status page whether the buyer is happy"
          helpText="Once the order has arrived, and once for each. Who is happy is then shown what goes with it; who is not is shown where help is, and nothing to buy."
          checked={draft.isOnOrderStatus}
          onChange={(isOnOrderStatus) => setDraft({ ...draft, isOnOrderStatus })}
        />
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label="Days after the shipment"
              helpText="Used when the carrier doesn’t report delivery. Counted from the last parcel, or from the carrier’s last update."
              type="number"
              min={0}
              autoComplete="off"
              value={draft.daysAfterFulfilment}
              onChange={(daysAfterFulfilment) => setDraft({ ...draft, daysAfterFulfilment })}
              {...errorProp(errorAt("daysAfterFulfilment"))}
            />
            <TextField
              label="E-mail address of your support"
              helpText="Buyers who are not happy are shown it; what they say is sent there, and answers to mails go there."
              type="email"
              autoComplete="off"
              value={draft.supportEmail}
              onChange={(supportEmail) => setDraft({ ...draft, supportEmail })}
              {...errorProp(errorAt("supportEmail"))}
            />
          </FormLayout.Group>
        </FormLayout>
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() => fetcher.submit(draft, { method: "post", encType: "application/json" })}
          >
            Save
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
