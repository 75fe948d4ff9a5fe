import { renderToStaticMarkup } from "react-dom/server";
import { z } from "zod";

import { globalId } from "../../../core/catalog/global-id.ts";
import { REDEEMING_WAYS } from "../../../core/loyalty/programme.ts";
import { codeOf } from "../../../core/loyalty/redeeming.ts";
import { formatMoney } from "../../../core/money/decimal.ts";
import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import type { Jobs } from "../../platform/jobs.server.ts";
import { log } from "../../platform/log.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import { reserveRedemption } from "../redeem/reserve-redemption.server.ts";
import { settleRedemption } from "../redeem/settle-redemptions.server.ts";
import { AccountFrame, AccountPage } from "./AccountPage.tsx";
import { createFormToken, readFormToken } from "./form-token.server.ts";
import { loadAccount } from "./load-account.server.ts";
import type { AccountContext } from "./load-account.server.ts";
import { ACCOUNT_WORDS } from "./words.ts";

/** What the shopper's address says, beside Shopify's own parameters. */
const addressSchema = z.object({
  locale: z.enum(COPY_LOCALES).catch("en"),
  /** The number of who is signed in; Shopify sends it empty for nobody. */
  logged_in_customer_id: z.string().regex(/^\d*$/).catch(""),
});

const wishSchema = z.object({
  token: z.string(),
  points: z.coerce.number().catch(Number.NaN),
  way: z.enum(REDEEMING_WAYS),
});

/** Who asks for the page, as Shopify's signed address says. */
export interface Visitor {
  readonly locale: CopyLocale;
  readonly customerId: string | null;
}

export function visitorOf(url: URL): Visitor {
  const { locale, logged_in_customer_id: number } = addressSchema.parse(
    Object.fromEntries(url.searchParams),
  );
  return { locale, customerId: number === "" ? null : globalId("Customer", number) };
}

const rootOf = (locale: CopyLocale) => (locale === "en" ? "/" : `/${locale}/`);

/**
 * The page as Liquid, to stand in the theme.
 * @param notice what came of a form that was sent
 */
export async function accountPage(
  context: Omit<AccountContext, "customerId">,
  { locale, customerId }: Visitor,
  notice: string | null,
  now: Date,
): Promise<string> {
  const words = ACCOUNT_WORDS[locale];
  const root = rootOf(locale);
  const account = customerId ? await loadAccount({ ...context, customerId }, now) : null;
  return toLiquid(
    renderToStaticMarkup(
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
            token={createFormToken(context.shop, customerId)}
          />
        ) : (
          <p>{words.none}</p>
        )}
      </AccountFrame>,
    ),
  );
}

/** Nothing that a person wrote can be Liquid. */
function toLiquid(markup: string): string {
  return markup.replaceAll("{", "&#123;").replaceAll("}", "&#125;");
}

/** Turns points into money as a form of the page asks. @returns what came of it, in words */
export async function redeem(
  context: Omit<AccountContext, "customerId"> & { readonly jobs: Jobs },
  { locale, customerId }: Visitor,
  form: FormData,
  now: () => Date,
): Promise<string | null> {
  if (!customerId) return null;
  const { prisma, shop, client, jobs } = context;
  const words = ACCOUNT_WORDS[locale];
  const parsed = wishSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return words.refusals["not-offered"];
  const { token, points, way } = parsed.data;
  const id = readFormToken(shop, customerId, token);
  if (id === null) return words.expiredForm;
  const reserved = await reserveRedemption(prisma, shop, { id, customerId, points, way }, now());
  if (!reserved.ok) return words.refusals[reserved.refusal];
  await jobs.ask("mirror", { shop });
  try {
    const { state, amountMinor, currencyCode } = await settleRedemption(
      prisma,
      shop,
      client,
      id,
      now,
    );
    if (state === "reserved") return words.beingMade;
    if (state === "returned") return words.returned;
    const amount = formatMoney(amountMinor, currencyCode, locale);
    return reserved.redemption.way === "code"
      ? words.gotCode(codeOf(id), amount)
      : words.gotCredit(amount);
  } catch (failure) {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop, redemption: id, err: failure }, "a redemption waits for Shopify");
    await jobs.ask("redeem", { shop });
    return words.beingMade;
  }
}
