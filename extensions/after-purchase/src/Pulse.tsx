/** @jsxImportSource preact */
import { useState } from "preact/hooks";

import { PULSE_ANSWERS } from "../../../core/follow-ups/pulse.ts";
import type { PulseAnswer, PulseState } from "../../../core/follow-ups/pulse.ts";
import type { AppClient } from "./app-client.ts";
import { fieldOf } from "./field-of.ts";
import type { Page } from "./page.ts";

/** Asks whether the buyer is happy with what they bought, thanks them, and takes who is unhappy to where help is. */
export function Pulse({
  page,
  state,
  client,
  onAnswered,
}: {
  readonly page: Page;
  readonly state: PulseState;
  readonly client: AppClient;
  readonly onAnswered: (state: PulseState) => void;
}) {
  const { translate } = page;
  const title = state.step === "asked" && state.isGift ? "pulse.title_gift" : "pulse.title";
  const [comment, setComment] = useState("");
  const [isSending, setIsSending] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const send = async (answer: PulseAnswer, said: string) => {
    setIsSending(true);
    try {
      onAnswered(await client.answerPulse(answer, said));
      setHasFailed(false);
    } catch (failure) {
      console.error("The answer could not be sent.", failure);
      setHasFailed(true);
    } finally {
      setIsSending(false);
    }
  };
  return (
    <s-section heading={translate(title)}>
      <s-stack gap="base">
        {hasFailed && <s-banner tone="critical">{translate("pulse.failed")}</s-banner>}
        {state.step === "asked" ? (
          <s-stack direction="inline" gap="base">
            {PULSE_ANSWERS.map((answer) => (
              <s-button
                key={answer}
                variant="secondary"
                loading={isSending}
                onClick={() => void send(answer, "")}
              >
                {translate(`pulse.${answer}`)}
              </s-button>
            ))}
          </s-stack>
        ) : (
          <>
            <s-paragraph>{translate(`pulse.thanks_${state.answer}`)}</s-paragraph>
            {state.supportEmail && (
              <s-link href={`mailto:${state.supportEmail}`}>
                {translate("pulse.support", { email: state.supportEmail })}
              </s-link>
            )}
            {!state.hasComment && (
              <s-stack gap="base">
                <s-text-area
                  label={translate("pulse.comment")}
                  rows={3}
                  maxLength={1_000}
                  value={comment}
                  onInput={(event) => setComment(fieldOf(event).value ?? "")}
                />
                <s-button
                  variant="secondary"
                  loading={isSending}
                  disabled={comment.trim() === ""}
                  onClick={() => void send(state.answer, comment)}
                >
                  {translate("pulse.send")}
                </s-button>
              </s-stack>
            )}
          </>
        )}
      </s-stack>
    </s-section>
  );
}
