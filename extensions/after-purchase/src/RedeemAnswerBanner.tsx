/** @jsxImportSource preact */
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import type { Page } from "./page.ts";
import type { RedeemResult } from "./Redeem.tsx";

/** What became of points, in words. */
export function RedeemAnswerBanner({
  page: { translate, language },
  answer,
}: {
  readonly page: Page;
  readonly answer: RedeemResult;
}) {
  if (answer === "failed") return <s-banner tone="critical">{translate("redeem.failed")}</s-banner>;
  if (answer.state === "refused")
    return <s-banner tone="warning">{translate(`redeem.refused_${answer.refusal}`)}</s-banner>;
  if (answer.state !== "done")
    return <s-banner tone="info">{translate(`redeem.${answer.state}`)}</s-banner>;
  const amount = formatMoney(answer.amountMinor, answer.currencyCode, language);
  return (
    <s-banner tone="success">
      {answer.code
        ? translate("redeem.got_code", { code: answer.code, amount })
        : translate("redeem.got_credit", { amount })}
    </s-banner>
  );
}
