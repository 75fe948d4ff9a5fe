/** @jsxImportSource preact */
import { useState } from "preact/hooks";

import type { RedeemAnswer } from "../../../core/loyalty/after-purchase.ts";
import type { RedeemingRules } from "../../../core/loyalty/programme.ts";
import type { AppClient } from "./app-client.ts";
import { fieldOf } from "./field-of.ts";
import type { Page } from "./page.ts";

/** What came of it; `failed` where it is not known: the same wish is sent again then. */
export type RedeemResult = RedeemAnswer | "failed";

/** Turns points into money, without leaving the page. */
export function Redeem({
  page,
  available,
  pointsName,
  redeeming,
  codesCombine,
  client,
  onAnswer,
}: {
  readonly page: Page;
  readonly available: number;
  readonly pointsName: string;
  readonly redeeming: RedeemingRules;
  readonly codesCombine: boolean;
  readonly client: AppClient;
  readonly onAnswer: (answer: RedeemResult) => void;
}) {
  const { translate } = page;
  const [points, setPoints] = useState(String(available));
  const [way, setWay] = useState<string>(redeeming.ways[0]!);
  // One id for what is typed, however often it is sent.
  const [id, setId] = useState(() => crypto.randomUUID());
  const [isSending, setIsSending] = useState(false);
  const send = async () => {
    setIsSending(true);
    try {
      onAnswer(await client.redeem({ id, points: Number(points), way }));
      setId(crypto.randomUUID());
    } catch (failure) {
      console.error("Points could not be redeemed.", failure);
      onAnswer("failed");
    } finally {
      setIsSending(false);
    }
  };
  return (
    <s-stack gap="base">
      <s-number-field
        label={translate("redeem.how_many", { name: pointsName })}
        min={redeeming.minimumPoints}
        max={available}
        step={1}
        value={points}
        onInput={(event) => setPoints(fieldOf(event).value ?? "")}
      />
      {redeeming.ways.length > 1 && (
        <s-choice-list
          label={translate("redeem.into")}
          values={[way]}
          onChange={(event) => setWay(fieldOf(event).values?.[0] ?? way)}
        >
          {redeeming.ways.map((one) => (
            <s-choice key={one} value={one}>
              {translate(`redeem.${one === "code" ? "code" : "credit"}`)}
            </s-choice>
          ))}
        </s-choice-list>
      )}
      {way === "code" && !codesCombine && (
        <s-paragraph color="subdued">{translate("redeem.code_alone")}</s-paragraph>
      )}
      <s-button variant="secondary" loading={isSending} onClick={() => void send()}>
        {translate("redeem.submit")}
      </s-button>
    </s-stack>
  );
}
