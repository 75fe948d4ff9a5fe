import { cartUrl } from "./cart.ts";

/** An element that shows what the cart is offered; a block of the page, or in a drawer. */
export interface CartContent extends HTMLElement {
  /** The content that the shop gave last, as it was before the element changed anything in it; null where that is not known. */
  shown: string | null;
  /** Looks at new content. */
  showPrompts(): void;
  /** Says something to the shopper, also for the offers within, which may be replaced meanwhile. */
  say(message: string): void;
}

/** The request that is under way, and whether the cart changed again since it began. */
let refreshing: Promise<void> | null = null;
let isOutdated = false;
/** When the cart was asked for last, on the clock of `performance.now`. */
let askedAt = -1;

/**
 * Asks for the cart page, and takes from it what each of our elements should hold by now.
 * @param changedAt milliseconds on the clock of `performance.now`: a cart that was asked for later has the change already
 */
export function refreshCarts(changedAt = performance.now()): Promise<void> {
  if (changedAt >= askedAt) {
    isOutdated = refreshing !== null;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
  }
  return refreshing ?? Promise.resolve();
}

async function refresh(): Promise<void> {
  do {
    isOutdated = false;
    askedAt = performance.now();
    const response = await fetch(cartUrl, { headers: { Accept: "text/html" } }).catch(() => null);
    // What stands stays until the cart changes again: the cart itself is right, and the theme shows it.
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const element of document.querySelectorAll<CartContent>("tandem-cart"))
      show(element, page);
  } while (isOutdated);
}

function show(element: CartContent, page: Document): void {
  const waiting = page.querySelector<HTMLTemplateElement>("tandem-drawer template")?.content;
  const fresh = [page, waiting]
    .flatMap((where) => [...(where?.querySelectorAll<HTMLElement>("tandem-cart") ?? [])])
    .find((one) => one.dataset["id"] === element.dataset["id"]);
  const content = fresh?.querySelector("[data-content]");
  const place = element.querySelector("[data-content]");
  if (!content || !place || element.shown === content.innerHTML) return;
  element.shown = content.innerHTML;
  place.innerHTML = content.innerHTML;
  element.showPrompts();
}
