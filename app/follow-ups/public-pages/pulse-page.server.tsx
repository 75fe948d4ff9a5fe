import { PULSE_ANSWERS } from "../../../core/follow-ups/pulse.ts";
import type { PulseState } from "../../../core/follow-ups/pulse.ts";
import { pulseAnswerSchema } from "../../../core/follow-ups/pulse-schema.ts";
import { MAIL_WORDS } from "../../mail/words.ts";
import { databaseClock, now } from "../../platform/clock.server.ts";
import { answerPulse, pulseOf } from "../pulses.server.ts";
import { PublicPage } from "./PublicPage.tsx";
import { page } from "./receive-link.server.tsx";
import type { LinkVisit } from "./receive-link.server.tsx";
import { PAGE_WORDS } from "./words.ts";

/** The question, with the answer that was tapped in the mail chosen: programs that open links answer nothing by it. */
export async function askPulse(visit: LinkVisit, url: URL): Promise<Response> {
  const { prisma, link, mail } = visit;
  const state = mail.customerId
    ? await pulseOf(prisma, link.shop, mail.orderId, mail.customerId, now(), "mail")
    : null;
  if (!state) return nothingToAsk(visit);
  const answer = url.searchParams.get("answer");
  if (state.step === "asked") return question(visit, { answer, isGift: state.isGift ?? false });
  return thanks(visit, state);
}

/** What a buyer sends from there. Sent twice, it is noted once, and the first answer stays. */
export async function receivePulse(visit: LinkVisit, form: FormData): Promise<Response> {
  const { prisma, jobs, link, mail, locale } = visit;
  const { shop } = link;
  const answer = form.get("answer");
  const parsed = pulseAnswerSchema.safeParse({ answer, comment: form.get("comment") ?? "" });
  if (!parsed.success) {
    const isAnswer = parsed.error.issues[0]!.path[0] === "answer";
    const { choose, tooLong } = PAGE_WORDS[locale];
    const comment = form.get("comment");
    return question(visit, {
      answer: String(answer),
      isGift: form.get("gift") === "1",
      refusal: isAnswer ? choose : tooLong,
      ...(typeof comment === "string" && { comment }),
    });
  }
  const { orderId, customerId } = mail;
  const state = customerId
    ? await answerPulse(prisma, shop, { orderId, customerId }, parsed.data, databaseClock, "mail")
    : null;
  if (state?.step !== "answered") return nothingToAsk(visit);
  await jobs.ask("follow-ups", { shop });
  await jobs.ask("flow", { shop });
  return thanks(visit, state);
}

interface Asked {
  /** The answer that is chosen. */
  readonly answer: string | null;
  readonly isGift: boolean;
  readonly refusal?: string;
  readonly comment?: string;
}

function question(
  { locale, identity }: LinkVisit,
  { answer: chosen, isGift, refusal, comment = "" }: Asked,
): Response {
  const words = PAGE_WORDS[locale];
  const title = isGift ? words.giftQuestion : words.question;
  return page(
    <PublicPage locale={locale} title={title} shopName={identity.name}>
      <form method="post">
        {isGift && <input type="hidden" name="gift" value="1" />}
        {refusal !== undefined && (
          <p className="alert" role="alert">
            {refusal}
          </p>
        )}
        <fieldset aria-label={title}>
          {PULSE_ANSWERS.map((answer) => (
            <label key={answer} className="choice">
              <input
                type="radio"
                name="answer"
                value={answer}
                defaultChecked={chosen === answer}
                required
              />
              {MAIL_WORDS[locale].answers[answer]}
            </label>
          ))}
        </fieldset>
        <label>
          {words.comment}
          <textarea name="comment" rows={4} maxLength={1_000} defaultValue={comment} />
        </label>
        <button>{words.send}</button>
      </form>
    </PublicPage>,
    refusal === undefined ? 200 : 400,
  );
}

function thanks(
  { locale, identity }: LinkVisit,
  state: Extract<PulseState, { step: "answered" }>,
): Response {
  const words = PAGE_WORDS[locale];
  return page(
    <PublicPage locale={locale} title={words.thanks[state.answer]} shopName={identity.name}>
      {state.supportEmail !== null && (
        <p>
          {words.help} <a href={`mailto:${state.supportEmail}`}>{state.supportEmail}</a>
        </p>
      )}
      <p>
        <a href={identity.storefrontUrl}>{words.toShop}</a>
      </p>
    </PublicPage>,
  );
}

function nothingToAsk({ locale, identity }: LinkVisit): Response {
  const words = PAGE_WORDS[locale];
  return page(
    <PublicPage locale={locale} title={words.notAsked} shopName={identity.name}>
      <p>
        <a href={identity.storefrontUrl}>{words.toShop}</a>
      </p>
    </PublicPage>,
  );
}
