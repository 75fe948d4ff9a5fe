import type { ReactNode } from "react";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import type { RedeemingRules } from "../../../core/loyalty/programme.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import type { AccountData } from "./load-account.server.ts";
import { CARD, FIELD } from "./page-styles.ts";
import { WaysToEarn } from "./WaysToEarn.tsx";
import { ACCOUNT_WORDS } from "./words.ts";

const CELL = { padding: ".4rem .75rem .4rem 0", textAlign: "start" as const };
const NUMBER = { ...CELL, textAlign: "end" as const, fontVariantNumeric: "tabular-nums" };
const CHOICE = { display: "flex", alignItems: "center", gap: ".5rem", margin: 0 };

/** The frame of the page: it stands in the theme, and takes its fonts and colours. */
export function AccountFrame(props: { readonly locale: CopyLocale; readonly children: ReactNode }) {
  return (
    <section style={CARD} lang={props.locale} data-tandem-account="">
      <h1>{ACCOUNT_WORDS[props.locale].title}</h1>
      {props.children}
    </section>
  );
}

/** A customer's points: what they can use, how to use them, and how they came about. It works without a script. */
export function AccountPage({
  account,
  locale,
  token,
  root,
  pages,
}: {
  readonly account: AccountData;
  readonly locale: CopyLocale;
  /** Of the form: see form-token.server.ts. */
  readonly token: string;
  /** Where addresses of the language begin: "/" or "/de/". */
  readonly root: string;
  /** The address below which the customers' pages are. */
  readonly pages: string;
}) {
  const words = ACCOUNT_WORDS[locale];
  const count = (points: number) => points.toLocaleString(locale);
  const money = (minor: number) => formatMoney(minor, account.currencyCode, locale);
  const { available, pending, pointsName, redeeming } = account;
  const date = dateFormat(locale, account.timeZone);
  const canRedeem = redeeming !== null && available >= redeeming.minimumPoints;
  return (
    <>
      <p style={{ fontSize: "1.25em" }}>
        <strong>{words.balance(count(available), pointsName)}</strong>
        {account.worthMinor > 0 && `, ${words.worth(money(account.worthMinor))}`}
      </p>
      {pending > 0 && <p>{words.pending(count(pending))}</p>}
      {account.expiring && (
        <p>
          {words.expiring(
            count(account.expiring.points),
            date.format(new Date(account.expiring.at)),
          )}
        </p>
      )}
      {account.isBeingMade && <p role="status">{words.beingMade}</p>}
      {account.codes.length > 0 && (
        <>
          <h2>{words.codes}</h2>
          <ul>
            {account.codes.map(({ code, amountMinor }) => (
              <li key={code}>
                <strong>{code}</strong> ({words.codeTerms(money(amountMinor))}){" "}
                <a href={`${root}discount/${code}?redirect=${root}cart`}>{words.useCode}</a>
              </li>
            ))}
          </ul>
          {!account.codesCombine && <p>{words.codeAlone}</p>}
        </>
      )}
      {canRedeem && (
        <RedeemForm account={account} redeeming={redeeming} locale={locale} token={token} />
      )}
      {redeeming && !canRedeem && <p>{words.from(count(redeeming.minimumPoints), pointsName)}</p>}
      <WaysToEarn account={account} locale={locale} token={token} pages={pages} />
      {account.history.length > 0 && <History account={account} locale={locale} />}
    </>
  );
}

function dateFormat(locale: CopyLocale, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
}

function RedeemForm({
  account: { available, codesCombine, codes },
  redeeming,
  locale,
  token,
}: {
  readonly account: AccountData;
  readonly redeeming: RedeemingRules;
  readonly locale: CopyLocale;
  readonly token: string;
}) {
  const words = ACCOUNT_WORDS[locale];
  return (
    <form method="post" aria-labelledby="tandem-use" data-tandem-redeem="">
      <h2 id="tandem-use">{words.use}</h2>
      <input type="hidden" name="token" value={token} />
      <p>
        <label htmlFor="tandem-points">{words.howMany}</label>
        <input
          id="tandem-points"
          style={FIELD}
          type="number"
          inputMode="numeric"
          name="points"
          required
          min={redeeming.minimumPoints}
          max={available}
          defaultValue={available}
        />
      </p>
      {redeeming.ways.length > 1 ? (
        <fieldset>
          <legend>{words.intoWhat}</legend>
          {redeeming.ways.map((way, index) => (
            <p key={way} style={{ margin: ".25rem 0" }}>
              <label style={CHOICE}>
                <input type="radio" name="way" value={way} defaultChecked={index === 0} />{" "}
                {words.ways[way]}
              </label>
            </p>
          ))}
        </fieldset>
      ) : (
        <p>
          <input type="hidden" name="way" value={redeeming.ways[0]} />
          {words.intoWhat} {words.ways[redeeming.ways[0]!]}
        </p>
      )}
      {redeeming.ways.includes("code") && !codesCombine && codes.length === 0 && (
        <p>
          <small>{words.codeAlone}</small>
        </p>
      )}
      <p>
        <button type="submit" className="button">
          {words.submit}
        </button>
      </p>
    </form>
  );
}

function History({
  account,
  locale,
}: {
  readonly account: AccountData;
  readonly locale: CopyLocale;
}) {
  const words = ACCOUNT_WORDS[locale];
  const date = dateFormat(locale, account.timeZone);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  return (
    <>
      <h2>{words.history}</h2>
      <table style={{ width: "100%", borderCollapse: "collapse" }}>
        <thead>
          <tr>
            <th style={CELL}>{words.date}</th>
            <th style={CELL}>{words.what}</th>
            <th style={NUMBER}>{words.points}</th>
            <th style={NUMBER}>{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {account.history.map((entry) => (
            <tr key={entry.key}>
              <td style={CELL}>{date.format(new Date(entry.at))}</td>
              <td style={CELL}>{words.kinds[entry.kind]}</td>
              <td style={NUMBER}>{signed.format(entry.points)}</td>
              <td style={NUMBER}>{entry.balance.toLocaleString(locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
