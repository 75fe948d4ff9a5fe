import { formatMoney } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { givesMoney } from "../../../core/loyalty/gives-money.ts";
import type { Clock } from "../../platform/clock.server.ts";
import { log } from "../../platform/log.server.ts";
import { AdminApiError } from "../../shopify/admin-client.server.ts";
import { createFormToken, readFormToken } from "../account-page/form-token.server.ts";
import type { AccountContext } from "../account-page/load-account.server.ts";
import { rootOf, toLiquid } from "../account-page/proxied-page.server.tsx";
import type { Visitor } from "../account-page/proxied-page.server.tsx";
import { currentProgramme } from "../programme-store.server.ts";
import { FriendPage } from "./FriendPage.tsx";
import type { FriendState, OfferedProblem } from "./FriendPage.tsx";
import { CODE_DAYS, referrerOf, takeFriendCode } from "./take-code.server.ts";

/** What stands in the link: {@link referrerOf}. */
const linkSchema = z.object({
  by: z
    .string()
    .regex(/^[0-9a-f]{1,40}$/)
    .catch(""),
});
const formSchema = z.object({
  token: z.string(),
  /** Of who is not signed in. */
  email: z.email().max(320).optional().catch(undefined),
});

/**
 * The page of a friend as Liquid, to stand in the theme.
 * @param form what was sent; null to look only
 */
export async function friendPage(
  context: Omit<AccountContext, "customerId">,
  visitor: Visitor,
  url: URL,
  form: FormData | null,
  clock: Clock,
): Promise<string> {
  const { locale } = visitor;
  const state = await friendState(context, visitor, url, form, clock);
  return toLiquid(<FriendPage state={state} locale={locale} root={rootOf(locale)} />);
}

async function friendState(
  { prisma, shop, client }: Omit<AccountContext, "customerId">,
  { locale, customerId }: Visitor,
  url: URL,
  form: FormData | null,
  clock: Clock,
): Promise<FriendState> {
  const { by } = linkSchema.parse(Object.fromEntries(url.searchParams));
  const referrerId = by === "" ? null : await referrerOf(prisma, shop, by);
  const rules = (await currentProgramme(prisma, shop))?.rules;
  const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  const isGiving = rules !== undefined && givesMoney(rules, settings.currencyCode);
  const referral = isGiving ? rules.bonuses.referral : null;
  if (!referrerId || !rules || !referral) return { step: "bad-link" };
  const { currencyCode } = rules;
  const money = (minor: number) => formatMoney(minor, currencyCode, locale);
  const off = money(referral.friendOffMinor);
  const offered = (problem: OfferedProblem | null): FriendState => ({
    step: "offered",
    off,
    minimum: money(referral.minimumMinor),
    days: CODE_DAYS,
    token: createFormToken(shop, `friend ${by}`),
    isSignedIn: customerId !== null,
    problem,
  });
  if (customerId === referrerId) return { step: "refused", refusal: "own" };
  if (!form) return offered(null);
  const sent = formSchema.safeParse(Object.fromEntries(form));
  const id = sent.success ? readFormToken(shop, `friend ${by}`, sent.data.token) : null;
  if (id === null) return offered("tryAgain");
  const email = sent.data?.email;
  if (customerId === null && email === undefined) return offered("noEmail");
  const friend = customerId === null ? { email: email! } : { customerId };
  const wish = { id, referrerId, friend, rules: referral, currencyCode };
  try {
    const taken = await takeFriendCode(prisma, shop, client, wish, clock);
    if (taken.ok) return { step: "given", code: taken.code, off };
    const { refusal } = taken;
    return refusal === "gone" ? { step: "bad-link" } : { step: "refused", refusal };
  } catch (failure) {
    if (!(failure instanceof AdminApiError)) throw failure;
    log.warn({ shop, referral: id, err: failure }, "a friend's code could not be made");
    return offered("tryAgain");
  }
}
