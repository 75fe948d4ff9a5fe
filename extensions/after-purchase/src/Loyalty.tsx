/** @jsxImportSource preact */
import { useState } from "preact/hooks";

import type { AfterPurchase } from "../../../core/loyalty/after-purchase.ts";
import type { AppClient } from "./app-client.ts";
import { hundredths } from "./money.ts";
import type { Page } from "./page.ts";
import { Redeem } from "./Redeem.tsx";
import type { RedeemResult } from "./Redeem.tsx";
import { RedeemAnswerBanner } from "./RedeemAnswerBanner.tsx";

type LoyaltyState = NonNullable<AfterPurchase["loyalty"]>;

/** What the order earned, where the customer stands, and what their points can become. */
export function Loyalty({
  page,
  loyalty,
  client,
  onRedeemed,
}: {
  readonly page: Page;
  readonly loyalty: LoyaltyState;
  readonly client: AppClient;
  readonly onRedeemed: () => void;
}) {
  const { translate, formatNumber } = page;
  const { member, redeeming, pointsName } = loyalty;
  // Kept here: the form goes when too few points are left, what came of it stays.
  const [answer, setAnswer] = useState<RedeemResult | null>(null);
  return (
    <s-section heading={translate("loyalty.title")}>
      <s-stack gap="base">
        <s-text type="strong">{earned(page, loyalty)}</s-text>
        {member ? (
          <>
            <s-paragraph>
              {translate("loyalty.balance", {
                points: formatNumber(member.available),
                name: pointsName,
              })}
              {member.tier ? ` · ${member.tier}` : ""}
            </s-paragraph>
            {member.next && <Progress page={page} loyalty={loyalty} />}
          </>
        ) : (
          <s-paragraph color="subdued">{translate("loyalty.sign_in")}</s-paragraph>
        )}
        {answer && <RedeemAnswerBanner page={page} answer={answer} />}
        {member && redeeming && member.available >= redeeming.minimumPoints && (
          <Redeem
            key={member.available}
            page={page}
            available={member.available}
            pointsName={pointsName}
            redeeming={redeeming}
            codesCombine={loyalty.codesCombine}
            client={client}
            onAnswer={(result) => {
              setAnswer(result);
              if (result !== "failed" && result.state === "done") onRedeemed();
            }}
          />
        )}
      </s-stack>
    </s-section>
  );
}

function earned({ translate, formatNumber, formatDate }: Page, loyalty: LoyaltyState): string {
  const { earned: points, usableFrom, pointsName: name } = loyalty;
  if (points === null) return translate("loyalty.counting");
  if (points <= 0) return translate("loyalty.nothing", { name });
  const words = { points: formatNumber(points), name };
  return usableFrom && Date.parse(usableFrom) > Date.now()
    ? translate("loyalty.earned_later", { ...words, date: formatDate(new Date(usableFrom)) })
    : translate("loyalty.earned", words);
}

function Progress({ page, loyalty }: { readonly page: Page; readonly loyalty: LoyaltyState }) {
  const { member, currencyCode, pointsName } = loyalty;
  const { next, counted, measure } = member!;
  const { from, missing, name: tier } = next!;
  const amount =
    measure === "spend"
      ? hundredths(missing, currencyCode, page.language)
      : page.formatNumber(missing);
  const words = page.translate(`loyalty.missing_${measure}`, { amount, tier, name: pointsName });
  return (
    <>
      <s-paragraph>{words}</s-paragraph>
      <s-progress value={Math.min(counted, from)} max={from} accessibilityLabel={words} />
    </>
  );
}
