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

import type { FollowUpRules } from "../../core/follow-ups/rules.ts";
import { errorProp } from "../ui/error-prop.ts";
import { useSaved } from "../ui/use-saved.ts";

/** How mail is sent, whatever the sequence: by whom, when not, and how much at most. */
export function FollowUpRulesCard({ rules }: { readonly rules: FollowUpRules }) {
  const { fetcher, errorAt: messageAt } = useSaved();
  const [draft, setDraft] = useState({
    ...rules,
    quiet: { ...rules.quiet },
    cap: { mails: String(rules.cap.mails), days: String(rules.cap.days) },
  });
  const set = (more: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...more }));
  const errorAt = (field: string) => errorProp(messageAt(field));
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          How mail is sent
        </Text>
        <FormLayout>
          <TextField
            label="Name of the sender"
            helpText="Empty: the shop’s name. Answers go to the address of your support."
            autoComplete="off"
            value={draft.senderName}
            onChange={(senderName) => set({ senderName })}
            {...errorAt("senderName")}
          />
          <TextField
            label="Postal address"
            helpText="At the foot of every mail."
            autoComplete="off"
            multiline={3}
            value={draft.postalAddress}
            onChange={(postalAddress) => set({ postalAddress })}
            {...errorAt("postalAddress")}
          />
          <FormLayout.Group>
            <TextField
              label="Quiet from"
              type="time"
              autoComplete="off"
              value={draft.quiet.from}
              onChange={(from) => set({ quiet: { ...draft.quiet, from } })}
              helpText="In the buyer’s own time zone."
              {...errorAt("quiet.from")}
            />
            <TextField
              label="Quiet until"
              type="time"
              autoComplete="off"
              value={draft.quiet.to}
              onChange={(to) => set({ quiet: { ...draft.quiet, to } })}
              {...errorAt("quiet.to")}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label="Mails to a buyer, at most"
              type="number"
              min={1}
              autoComplete="off"
              value={draft.cap.mails}
              onChange={(mails) => set({ cap: { ...draft.cap, mails } })}
              {...errorAt("cap.mails")}
            />
            <TextField
              label="Within days"
              type="number"
              min={1}
              autoComplete="off"
              value={draft.cap.days}
              onChange={(days) => set({ cap: { ...draft.cap, days } })}
              {...errorAt("cap.days")}
            />
          </FormLayout.Group>
          <Checkbox
            label="Write only to buyers who confirmed their address (double opt-in)"
            helpText="Whoever has not agreed to marketing by e-mail in your shop is never written to."
            checked={draft.needsConfirmedOptIn}
            onChange={(needsConfirmedOptIn) => set({ needsConfirmedOptIn })}
          />
          <Checkbox
            label="Look at who opens mails"
            helpText="By a picture in the mail. In many countries buyers have to agree to it."
            checked={draft.tracksOpens}
            onChange={(tracksOpens) => set({ tracksOpens })}
          />
        </FormLayout>
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit(draft, {
                method: "post",
                action: "/app/follow-ups/rules",
                encType: "application/json",
              })
            }
          >
            Save how mail is sent
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
