import { BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";

import { mailsOf, PULSE_STEP } from "../../../core/follow-ups/sequence.ts";
import type { SequenceDraft } from "../../../core/follow-ups/sequence-draft.ts";
import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { askServer, UnansweredError } from "../../ui/ask-server.ts";
import { errorProp } from "../../ui/error-prop.ts";
import { PreviewHeading } from "../../offers/editor/PreviewHeading.tsx";
import type { PreviewView } from "../../offers/editor/PreviewHeading.tsx";
import { Unanswered } from "../../offers/editor/Unanswered.tsx";
import { useAnswer } from "../../offers/editor/use-answer.ts";
import { LANGUAGE_NAMES } from "../../offers/offer-words.tsx";
import type { MailPreview } from "../preview-mail.server.ts";

const VIEWS = { phone: { width: 360, zoom: 0.76 }, desktop: { width: 640, zoom: 0.43 } };
const HEIGHT = 460;
/** What the question to the buyer of a gift is listed by. */
const GIFT = "gift question";
/** Tests go nowhere else. */
const RECIPIENTS = [
  { label: "Your email address", value: "me" },
  { label: "The store’s email address", value: "shop" },
];

/** A mail as the buyer will get it, in each language, and a way to send it to oneself. */
export function MailPreviewCard({ draft }: { readonly draft: SequenceDraft }) {
  const [pulse, ...others] = mailsOf(draft);
  const gift = { id: GIFT, kind: "pulse" as const, written: draft.gift };
  const mails = [pulse!, gift, ...others];
  const [id, setId] = useState(PULSE_STEP);
  const [locale, setLocale] = useState<CopyLocale>("en");
  const [view, setView] = useState<PreviewView>("phone");
  const { kind, written } = mails.find((mail) => mail.id === id) ?? mails[0]!;
  const { copy, translations } = written;
  const question = { kind, locale, written: { copy, translations } };
  const { answer, failure } = useAnswer<MailPreview>("/app/follow-ups/preview", question);
  const { width, zoom } = VIEWS[view];
  return (
    <Card>
      <BlockStack gap="300">
        <PreviewHeading view={view} onChange={setView} />
        <Select
          label="Mail"
          options={mails.map((mail) => ({ value: mail.id, label: mail.written.copy.subject }))}
          value={id}
          onChange={setId}
        />
        <Select
          label="Language of the preview"
          options={COPY_LOCALES.map((one) => ({ label: LANGUAGE_NAMES[one], value: one }))}
          value={locale}
          onChange={(value) => setLocale(value as CopyLocale)}
        />
        {failure && <Unanswered failure={failure} />}
        {answer?.ok === false && (
          <Text as="p" tone="subdued">
            {answer.message}
          </Text>
        )}
        {answer?.ok && (
          <BlockStack gap="200">
            <Text as="p" fontWeight="semibold">
              {answer.subject}
            </Text>
            <iframe
              title="Preview of the mail"
              sandbox=""
              srcDoc={answer.html}
              style={{
                width,
                height: HEIGHT / zoom,
                zoom,
                border: "1px solid #e3e3e3",
                borderRadius: 8,
              }}
            />
          </BlockStack>
        )}
        <TestSend question={question} />
      </BlockStack>
    </Card>
  );
}

function TestSend({ question }: { readonly question: object }) {
  const shopify = useAppBridge();
  const [to, setTo] = useState("me");
  const [error, setError] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const send = async () => {
    setIsSending(true);
    try {
      const answer = await askServer<MailPreview>(
        "/app/follow-ups/preview",
        JSON.stringify({ ...question, to }),
      );
      setError(answer.ok ? undefined : answer.message);
      if (answer.ok) shopify.toast.show(`Test sent to ${answer.sentTo}`);
    } catch (failure) {
      if (!(failure instanceof UnansweredError)) throw failure;
      setError(failure.message);
    } finally {
      setIsSending(false);
    }
  };
  return (
    <BlockStack gap="200">
      <Select
        label="Send a test to"
        options={RECIPIENTS}
        value={to}
        onChange={setTo}
        {...errorProp(error)}
      />
      <InlineStack>
        <Button loading={isSending} onClick={() => void send()}>
          Send
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
