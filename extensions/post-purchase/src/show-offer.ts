import type { PostPurchaseRenderApi } from "@shopify/post-purchase-ui-extensions";

import type { OneClickOffer, OneClickState } from "../../../core/one-click/offer.ts";
import { appClient } from "./app-client.ts";
import type { AppClient, Outcome, Refusal } from "./app-client.ts";
import { costOf } from "./cost.ts";
import type { Cost } from "./cost.ts";
import type { Root } from "./elements.ts";
import { createView } from "./view.ts";
import type { View } from "./view.ts";
import { wordsFor } from "./words.ts";
import type { Words } from "./words.ts";

type Applied = Awaited<ReturnType<PostPurchaseRenderApi["applyChangeset"]>>;

/** What the page is made of while it is open. */
interface Page {
  readonly api: PostPurchaseRenderApi;
  readonly client: AppClient;
  readonly offer: OneClickOffer;
  readonly words: Words;
  readonly view: View;
}

/**
 * Shows what is offered, with what Shopify would charge for it, until the buyer has answered.
 * @throws when there is nothing to show, or Shopify or the app cannot be reached
 */
export async function showOffer(root: Root, api: PostPurchaseRenderApi): Promise<void> {
  const { inputData } = api;
  const client = appClient(inputData);
  const offer = (await client?.show()) ?? null;
  const first = offer?.variants[0];
  const cost = first && (await calculate(api, offer, first.variantId));
  // It has ended, or sold out, since it was asked for.
  if (!client || !offer || !first || !cost) return api.done();
  const words = wordsFor(inputData.locale);
  let variantId = first.variantId;
  const page: Page = {
    api,
    client,
    offer,
    words,
    view: createView(root, offer, words, {
      accept: () => void accept(page, variantId),
      decline: () => void decline(page),
      goOn: () => void api.done(),
      choose: (chosen) => {
        variantId = chosen;
        void choose(page, chosen);
      },
    }),
  };
  page.view.showCost(cost);
  root.mount();
}

/** What Shopify would charge; null where it would not add it. */
async function calculate(
  api: PostPurchaseRenderApi,
  offer: OneClickOffer,
  variantId: number,
): Promise<Cost | null> {
  const variant = offer.variants.find((one) => one.variantId === variantId)!;
  const { calculatedPurchase } = await api.calculateChangeset({
    changes: variant.changes.map((change) => ({ ...change })),
  });
  return calculatedPurchase ? costOf(calculatedPurchase, variantId, api.inputData.locale) : null;
}

async function choose({ api, offer, words, view }: Page, variantId: number): Promise<void> {
  view.setBusy("choosing");
  try {
    const cost = await calculate(api, offer, variantId);
    if (cost) view.showCost(cost);
    else view.say(words.refused_sold_out);
    view.setBusy(cost ? null : "refused");
  } catch (failure) {
    console.error("The price could not be asked for.", failure);
    view.say(words.try_again);
    view.setBusy("refused");
  }
}

async function decline({ api, client, view }: Page): Promise<void> {
  view.setBusy("declining");
  await tell(client, "declined");
  await api.done();
}

/** Has the app sign it and Shopify charge it. What is charged already is never asked for again. */
async function accept(page: Page, variantId: number): Promise<void> {
  const { api, client, words, view } = page;
  view.setBusy("accepting");
  let applied: Applied;
  try {
    const acceptance = await client.accept(variantId);
    if (acceptance.state === "refused") {
      // It was answered in another window, say: there is nothing to tell.
      if (acceptance.refusal === "answered") return await api.done();
      return end(view, refusalWords(words, acceptance.refusal));
    }
    applied = await api.applyChangeset(acceptance.changeset);
  } catch (failure) {
    console.error("The offer could not be accepted.", failure);
    view.say(words.try_again);
    return view.setBusy(null);
  }
  const state = await tell(client, applied.status);
  if (applied.status === "processed") return api.done();
  end(view, outcomeWords(words, applied, state));
}

/** There is nothing more to choose: only the way on. */
function end(view: View, words: string): void {
  view.say(words);
  view.showWayOn();
}

/** Where the offer stands by what Shopify tells the app; null where the app could not be told: it finds out by itself. */
async function tell(client: AppClient, outcome: Outcome): Promise<OneClickState | null> {
  try {
    return (await client.tell(outcome)).state;
  } catch (failure) {
    console.error("The app could not be told what became of the offer.", failure);
    return null;
  }
}

function refusalWords(words: Words, refusal: Exclude<Refusal, "answered">): string {
  return refusal === "too-late" ? words.refused_too_late : words.refused_ended;
}

function outcomeWords(words: Words, { errors }: Applied, state: OneClickState | null): string {
  const code = errors[0]?.code;
  if (code === "insufficient_inventory") return words.refused_sold_out;
  if (code === "order_released_error") return words.refused_too_late;
  if (state === "not-added" || state === "taken-off") return words.refused_not_paid;
  return state === "left-unpaid" ? words.refused_left_unpaid : words.refused_unclear;
}
