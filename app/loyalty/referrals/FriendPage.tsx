import type { CopyLocale } from "../../../core/offers/locales.ts";
import { CARD } from "../account-page/page-styles.ts";
import { WAYS_WORDS } from "../account-page/ways-words.ts";

/** What went wrong with a form: a key of the words. */
export type OfferedProblem = "tryAgain" | "noEmail";

/** What there is for a friend whom a customer's link brought. */
export type FriendState =
  | { readonly step: "bad-link" }
  | { readonly step: "refused"; readonly refusal: "own" | "known" | "busy" }
  /** Before the code: a page that is only looked at gives none away. */
  | {
      readonly step: "offered";
      readonly off: string;
      readonly minimum: string;
      readonly days: number;
      readonly token: string;
      /** Who is signed in need not say who they are. */
      readonly isSignedIn: boolean;
      readonly problem: OfferedProblem | null;
    }
  | { readonly step: "given"; readonly code: string; readonly off: string };

/** The page that a friend lands on; it stands in the theme, and needs no script. */
export function FriendPage({
  state,
  locale,
  root,
}: {
  readonly state: FriendState;
  readonly locale: CopyLocale;
  /** Where addresses of the language begin: "/" or "/de/". */
  readonly root: string;
}) {
  const words = WAYS_WORDS[locale];
  return (
    <section style={CARD} lang={locale} data-tandem-friend="">
      <h1>{words.giftTitle}</h1>
      {state.step === "bad-link" && <p>{words.badLink}</p>}
      {state.step === "refused" && <p role="status">{words.refusals[state.refusal]}</p>}
      {state.step === "offered" && (
        <form method="post">
          {state.problem && <p role="status">{words[state.problem]}</p>}
          <p>{words.gift(state.off, state.minimum, state.days)}</p>
          <input type="hidden" name="token" value={state.token} />
          {!state.isSignedIn && (
            <p>
              <label htmlFor="tandem-friend-email">{words.yourEmail}</label>
              <br />
              <input
                id="tandem-friend-email"
                type="email"
                name="email"
                autoComplete="email"
                maxLength={320}
                required
                aria-describedby="tandem-friend-why"
              />
              <br />
              <small id="tandem-friend-why">{words.whyEmail}</small>
            </p>
          )}
          <p>
            <button type="submit" className="button">
              {words.getCode}
            </button>
          </p>
        </form>
      )}
      {state.step === "given" && (
        <>
          <p role="status">
            <strong>{words.gotCode(state.code, state.off)}</strong>
          </p>
          <p>
            <a className="button" href={`${root}discount/${state.code}?redirect=${root}`}>
              {words.useCode}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
