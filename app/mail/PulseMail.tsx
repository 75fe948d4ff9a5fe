import { Button, Section } from "@react-email/components";

import { PULSE_ANSWERS } from "../../core/follow-ups/pulse.ts";
import type { PulseAnswer } from "../../core/follow-ups/pulse.ts";
import { BUTTON, MailFrame } from "./MailFrame.tsx";
import type { MailFrameProps } from "./MailFrame.tsx";
import { MAIL_WORDS } from "./words.ts";

/** Asks whether a buyer is happy. A tap opens a page: nothing is answered before it is sent there. */
export function PulseMail(
  props: MailFrameProps & { readonly answerUrls: Readonly<Record<PulseAnswer, string>> },
) {
  const { answers } = MAIL_WORDS[props.locale];
  return (
    <MailFrame {...props}>
      {PULSE_ANSWERS.map((answer) => (
        <Section key={answer} style={{ margin: "0 0 12px" }}>
          <Button className="button" href={props.answerUrls[answer]} style={BUTTON}>
            {answers[answer]}
          </Button>
        </Section>
      ))}
    </MailFrame>
  );
}
