/** @jsxImportSource preact */
import { useEffect, useMemo, useState } from "preact/hooks";

import { mayOffer } from "../../../core/follow-ups/pulse.ts";
import type { AfterPurchase as Personal } from "../../../core/loyalty/after-purchase.ts";
import { suggestAfterPurchase } from "../../../core/offers/after-purchase.ts";
import type { AfterPurchaseDocument } from "../../../core/offers/after-purchase.ts";
import type { DisplayDocument } from "../../../core/offers/documents.ts";
import { appClient } from "./app-client.ts";
import { Loyalty } from "./Loyalty.tsx";
import { readMetafields } from "./page.ts";
import type { Page } from "./page.ts";
import { Pulse } from "./Pulse.tsx";
import { Suggestions } from "./Suggestions.tsx";

/** More are looked at than are shown, for those that are sold out or were bought before. */
const CANDIDATES = 8;
/** Shopify tells of an order some moments after its buyer sees the page. */
const TRIES = 4;
const WAIT_MILLISECONDS = 2_000;

/** The pulse, points and tier, then what goes with the order. Whatever cannot be had is left out. */
export function AfterPurchase({ page }: { readonly page: Page }) {
  const candidates = useMemo(
    () =>
      suggestAfterPurchase({
        documents: documentsOf(page),
        ordered: page.productIds,
        surface: page.surface,
        seconds: Math.floor(Date.now() / 1_000),
        language: page.language,
        most: CANDIDATES,
        hasOneClick: hasOneClick(page),
      }),
    [page],
  );
  const client = useMemo(() => appClient(page), [page]);
  const [personal, setPersonal] = useState<Personal | null>(null);
  const [isAsked, setIsAsked] = useState(client === null);
  const [change, setChange] = useState(0);
  useEffect(() => {
    if (!client) return;
    let isGone = false;
    const ask = async (triesLeft: number): Promise<void> => {
      try {
        const answer = await client.load(candidates.map((one) => one.productId));
        if (isGone) return;
        setPersonal(answer);
        if (answer.loyalty?.earned === null && triesLeft > 0) {
          await new Promise((done) => setTimeout(done, WAIT_MILLISECONDS));
          if (!isGone) await ask(triesLeft - 1);
        }
      } catch (failure) {
        console.error("Tandem could not be asked for what is personal.", failure);
      } finally {
        if (!isGone) setIsAsked(true);
      }
    };
    void ask(TRIES);
    return () => {
      isGone = true;
    };
  }, [client, candidates, change]);
  const withheld = [...(personal?.boughtIds ?? []), ...(personal?.answeredIds ?? [])];
  // The thank-you page comes before anybody can be happy with what they bought.
  const pulse = page.surface === "order-status" ? (personal?.pulse ?? null) : null;
  // Who is unhappy is sold nothing, so on that page nothing is sold to who could not be asked about.
  const isKnown = page.surface === "thank-you" || client === null || personal !== null;
  // What the buyer may have said no to a moment ago is shown by the app's word only.
  const shown = candidates.filter(
    (one) => !withheld.includes(one.productId) && (personal !== null || !one.isOneClick),
  );
  return (
    <s-stack gap="large">
      {client && pulse && (
        <Pulse
          page={page}
          state={pulse}
          client={client}
          onAnswered={(state) => setPersonal((before) => before && { ...before, pulse: state })}
        />
      )}
      {client && personal?.loyalty && (
        <Loyalty
          page={page}
          loyalty={personal.loyalty}
          client={client}
          onRedeemed={() => setChange((before) => before + 1)}
        />
      )}
      {isAsked && isKnown && mayOffer(pulse) && <Suggestions page={page} suggestions={shown} />}
    </s-stack>
  );
}

/** Whether the shop makes offers of one click before this page. */
function hasOneClick(page: Page): boolean {
  const [published] = readMetafields<AfterPurchaseDocument>(page, "shop", "after_purchase");
  return published?.document.oneClick ?? false;
}

/** The documents of the order's products, in the order's order. */
function documentsOf(page: Page): DisplayDocument[] {
  const published = readMetafields<DisplayDocument>(page, "product", "display");
  return page.productIds.flatMap((id) => {
    const number = id.split("/").at(-1);
    const own = published.find((one) => one.ownerId.split("/").at(-1) === number);
    return own ? [own.document] : [];
  });
}
