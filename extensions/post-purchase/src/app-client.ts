import type { AfterPurchaseDocument } from "../../../core/offers/after-purchase.ts";
import type { OneClickOffer, OneClickState } from "../../../core/one-click/offer.ts";

/** What Shopify gives both extension points, as far as it is used. */
export interface InputData {
  readonly locale: string;
  /** Signed by Shopify: it says the shop and the purchase, so nothing of them is sent beside it. */
  readonly token: string;
  readonly shop: {
    readonly metafields: readonly { readonly key: string; readonly value: string | number }[];
  };
}

/** What became of an offer. */
export type Outcome = "declined" | "processed" | "partially_processed" | "unprocessed";
export type Refusal = "not-offered" | "answered" | "ended" | "too-late";

/** The app, as far as this purchase may ask it; each throws when it cannot be reached. */
export interface AppClient {
  /** What may be offered, before the payment. */
  readonly offer: () => Promise<OneClickOffer | null>;
  /** What is offered, now that the page is seen. */
  readonly show: () => Promise<OneClickOffer | null>;
  /** Changes that Shopify takes by the app's signature. */
  readonly accept: (
    variantId: number,
  ) => Promise<
    | { readonly state: "signed"; readonly changeset: string }
    | { readonly state: "refused"; readonly refusal: Refusal }
  >;
  readonly tell: (outcome: Outcome) => Promise<{ readonly state: OneClickState }>;
}

/** Answers that are no failure: a refusal says why. */
const EXPECTED = [200, 409];

/** The app by the address that it published; null where the shop has no offers of one click. */
export function appClient({ shop, token }: InputData): AppClient | null {
  const published = shop.metafields.find((one) => one.key === "after_purchase");
  if (!published) return null;
  const { app, oneClick } = JSON.parse(String(published.value)) as AfterPurchaseDocument;
  if (!oneClick) return null;
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${app}/api/one-click${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!EXPECTED.includes(response.status))
      throw new Error(`The app answered ${response.status}.`);
    return (await response.json()) as Answer;
  };
  const ask = async (isSeen: boolean) =>
    (await post<{ offer: OneClickOffer | null }>("", { isSeen })).offer;
  return {
    offer: () => ask(false),
    show: () => ask(true),
    accept: (variantId) => post("/accept", { variantId }),
    tell: (outcome) => post("/outcome", { outcome }),
  };
}
