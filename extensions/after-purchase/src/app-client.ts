import type { PulseAnswer, PulseState } from "../../../core/follow-ups/pulse.ts";
import type { AfterPurchase, RedeemAnswer } from "../../../core/loyalty/after-purchase.ts";
import type { AfterPurchaseDocument } from "../../../core/offers/after-purchase.ts";
import { readMetafields } from "./page.ts";
import type { Page } from "./page.ts";

/** The app, as far as this buyer may ask it. */
export interface AppClient {
  /** @throws when the app cannot be reached: the page shows what it has without it */
  readonly load: (productIds: readonly string[]) => Promise<AfterPurchase>;
  /** @throws likewise; the same wish may be sent again */
  readonly redeem: (wish: { id: string; points: number; way: string }) => Promise<RedeemAnswer>;
  /** @throws likewise; the first answer stays, so it may be sent again */
  readonly answerPulse: (answer: PulseAnswer, comment: string) => Promise<PulseState>;
}

/** The app by the address that it published; null where it has published none: then nothing is personal. */
export function appClient(page: Page): AppClient | null {
  const [published] = readMetafields<AfterPurchaseDocument>(page, "shop", "after_purchase");
  if (!published) return null;
  const { app } = published.document;
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${app}${path}`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${await page.sessionToken()}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The app answered ${response.status}.`);
    return (await response.json()) as Answer;
  };
  const { orderId, checkoutToken } = page;
  return {
    load: (productIds) => post("/api/after-purchase", { orderId, checkoutToken, productIds }),
    answerPulse: (answer, comment) =>
      post("/api/after-purchase/pulse", { orderId: page.orderId, answer, comment }),
    redeem: (wish) => post("/api/after-purchase/redeem", wish),
  };
}
