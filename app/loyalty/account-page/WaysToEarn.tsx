import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { BIRTHDAY_NOTICE_DAYS } from "../../../core/loyalty/birthday.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import type { AccountData } from "./load-account.server.ts";
import { FIELD } from "./page-styles.ts";
import { WAYS_WORDS } from "./ways-words.ts";

/** What else earns points: a birthday, and friends. */
export function WaysToEarn({
  account,
  locale,
  token,
  pages,
}: {
  readonly account: AccountData;
  readonly locale: CopyLocale;
  /** Of the form: see form-token.server.ts. */
  readonly token: string;
  /** The address below which the customers' pages are. */
  readonly pages: string;
}) {
  const { ways } = account;
  if (ways.birthdayPoints === 0 && !ways.referral) return null;
  return (
    <>
      <h2>{WAYS_WORDS[locale].ways}</h2>
      {ways.referral && (
        <Friend account={account} locale={locale} referral={ways.referral} pages={pages} />
      )}
      {ways.birthdayPoints > 0 && <BirthdayForm account={account} locale={locale} token={token} />}
    </>
  );
}

function Friend({
  account: { pointsName, currencyCode },
  locale,
  referral,
  pages,
}: {
  readonly account: AccountData;
  readonly locale: CopyLocale;
  readonly referral: NonNullable<AccountData["ways"]["referral"]>;
  readonly pages: string;
}) {
  const words = WAYS_WORDS[locale];
  const money = (minor: number) => formatMoney(minor, currencyCode, locale);
  const { points, friendOffMinor, minimumMinor, code } = referral;
  return (
    <>
      <h3>{words.friend}</h3>
      <p>
        {words.friendTerms(
          points.toLocaleString(locale),
          pointsName,
          money(friendOffMinor),
          money(minimumMinor),
        )}
      </p>
      <p>
        <label htmlFor="tandem-link">{words.yourLink}</label>
        <input
          id="tandem-link"
          style={FIELD}
          readOnly
          value={`${pages}/loyalty/friend?by=${code}`}
        />
      </p>
    </>
  );
}

function BirthdayForm({
  account: { ways, pointsName },
  locale,
  token,
}: {
  readonly account: AccountData;
  readonly locale: CopyLocale;
  readonly token: string;
}) {
  const words = WAYS_WORDS[locale];
  const points = ways.birthdayPoints.toLocaleString(locale);
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return (
    <form method="post" aria-labelledby="tandem-birthday">
      <h3 id="tandem-birthday">{words.birthday}</h3>
      <p>{words.birthdayTerms(points, pointsName, BIRTHDAY_NOTICE_DAYS)}</p>
      <input type="hidden" name="token" value={token} />
      <p>
        <label htmlFor="tandem-month">{words.month}</label>
        <select
          id="tandem-month"
          name="month"
          style={FIELD}
          required
          defaultValue={ways.birthday?.month ?? ""}
        >
          <option value="" />
          {Array.from({ length: 12 }, (_one, index) => (
            <option key={index} value={index + 1}>
              {month.format(new Date(Date.UTC(2_000, index, 1)))}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label htmlFor="tandem-day">{words.day}</label>
        <input
          id="tandem-day"
          style={FIELD}
          type="number"
          inputMode="numeric"
          name="day"
          min={1}
          max={31}
          required
          defaultValue={ways.birthday?.day ?? ""}
        />
      </p>
      <p>
        <button type="submit" className="button">
          {words.save}
        </button>
      </p>
    </form>
  );
}
