import { formatMoney } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { isDayOfYear } from "../../../core/loyalty/birthday.ts";
import { REDEEMING_WAYS } from "../../../core/loyalty/programme.ts";
import type { Clock } from "../../platform/clock.server.ts";
import type { Jobs } from "../../platform/jobs.server.ts";
import { tellBirthday } from "../bonuses/birthdays.server.ts";
import { redeemPoints } from "../redeem/redeem-points.server.ts";
import { AccountFrame, AccountPage } from "./AccountPage.tsx";
import { createFormToken, readFormToken } from "./form-token.server.ts";
import { loadAccount } from "./load-account.server.ts";
import type { AccountContext } from "./load-account.server.ts";
import { rootOf, SHOP_URL, toLiquid } from "./proxied-page.server.tsx";
import type { Visitor } from "./proxied-page.server.tsx";
import { WAYS_WORDS } from "./ways-words.ts";
import { ACCOUNT_WORDS } from "./words.ts";

const wishSchema = z.object({
  token: z.string(),
  points: z.coerce.number().catch(Number.NaN),
  way: z.enum(REDEEMING_WAYS),
});

const birthdaySchema = z.object({
  token: z.string(),
  month: z.coerce.number().int(),
  day: z.coerce.number().int(),
});

/**
 * The page as Liquid, to stand in the theme.
 * @param notice what came of a form that was sent
 */
export async function accountPage(
  context: Omit<AccountContext, "customerId">,
  { locale, customerId, pathPrefix }: Visitor,
  notice: string | null,
  now: Date,
): Promise<string> {
  const words = ACCOUNT_WORDS[locale];
  const root = rootOf(locale);
  const account = customerId ? await loadAccount({ ...context, customerId }, now) : null;
  return toLiquid(
    <AccountFrame locale={locale}>
      {notice !== null && (
        <p role="status">
          <strong>{notice}</strong>
        </p>
      )}
      {!customerId ? (
        <p>
          <a href={`${root}account`}>{words.signIn}</a>
        </p>
      ) : account ? (
        <AccountPage
          account={account}
          locale={locale}
          root={root}
          pages={`${SHOP_URL}${pathPrefix}`}
          token={createFormToken(context.shop, customerId)}
        />
      ) : (
        <p>{words.none}</p>
      )}
    </AccountFrame>,
  );
}

/** What a form of the page is answered with; whose it is, is the visitor. */
type FormContext = Omit<AccountContext, "customerId"> & { readonly jobs: Pick<Jobs, "ask"> };

/** Does what a form of the page asks: notes a birthday, or turns points into money. @returns what came of it, in words */
export async function answerForm(
  context: FormContext,
  visitor: Visitor,
  form: FormData,
  clock: Clock,
): Promise<string | null> {
  return form.has("month")
    ? noteBirthday(context, visitor, form, clock)
    : redeem(context, visitor, form, clock);
}

async function noteBirthday(
  { prisma, shop, jobs }: FormContext,
  { locale, customerId }: Visitor,
  form: FormData,
  clock: Clock,
): Promise<string | null> {
  if (!customerId) return null;
  const words = WAYS_WORDS[locale];
  const parsed = birthdaySchema.safeParse(Object.fromEntries(form));
  if (!parsed.success || !isDayOfYear(parsed.data.month, parsed.data.day)) return words.noSuchDay;
  if (readFormToken(shop, customerId, parsed.data.token) === null)
    return ACCOUNT_WORDS[locale].expiredForm;
  await tellBirthday(prisma, shop, customerId, parsed.data, await clock(prisma));
  await jobs.ask("mirror", { shop });
  return words.birthdaySaved;
}

async function redeem(
  context: FormContext,
  { locale, customerId }: Visitor,
  form: FormData,
  clock: Clock,
): Promise<string | null> {
  if (!customerId) return null;
  const { shop } = context;
  const words = ACCOUNT_WORDS[locale];
  const parsed = wishSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return words.refusals["not-offered"];
  const { token, points, way } = parsed.data;
  const id = readFormToken(shop, customerId, token);
  if (id === null) return words.expiredForm;
  const answer = await redeemPoints(context, { id, customerId, points, way }, clock);
  if (answer.state === "refused") return words.refusals[answer.refusal];
  if (answer.state !== "done") return answer.state === "waiting" ? words.beingMade : words.returned;
  const amount = formatMoney(answer.amountMinor, answer.currencyCode, locale);
  return answer.code ? words.gotCode(answer.code, amount) : words.gotCredit(amount);
}
