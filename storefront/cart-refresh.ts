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

const CART_CHANGE = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;

/** An event about a change of the cart that has begun (shopify.dev, "shopify:cart:lines-update"). */
interface CartEvent extends Event {
  readonly promise?: Promise<unknown>;
}

/** The request that is under way, and whether the cart changed again since it began. */
let refreshing: Promise<void> | null = null;
let isOutdated = false;
/** When the cart was asked for last, on the clock of `performance.now`. */
let askedAt = -1;
/** The cart page as it came last; null where the page's own content is as good. */
let latest: Document | null = null;
/** Whether the cart changed while the page had no place that shows it. */
let isMissed = false;
let isWatching = false;

const elements = () => document.querySelectorAll<CartContent>("tandem-cart");

/** From now on, asks for new content whenever the cart was changed, by whichever script. */
export function watchCart(): void {
  if (isWatching) return;
  isWatching = true;
  // What the browser requested tells of every theme's way to change the cart.
  new PerformanceObserver((list) => {
    const changes = list.getEntries().filter((entry) => CART_CHANGE.test(entry.name));
    const ends = changes.map((entry) => (entry as PerformanceResourceTiming).responseEnd);
    if (ends.length > 0) void refreshCarts(Math.max(...ends));
  }).observe({ type: "resource" });
  // Shopify's own actions change it by another address, and say so.
  document.addEventListener("shopify:cart:lines-update", (event) => {
    if ("isTandem" in event) return;
    const refresh = () => refreshCarts();
    void (event as CartEvent).promise?.then(refresh, refresh);
  });
}

/**
 * Asks for the cart page, and takes from it what each of our elements should hold by now.
 * @param changedAt milliseconds on the clock of `performance.now`: a cart that was asked for later has the change already
 */
export function refreshCarts(changedAt = performance.now()): Promise<void> {
  isMissed = elements().length === 0;
  if (!isMissed && changedAt >= askedAt) {
    isOutdated = refreshing !== null;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
  }
  return refreshing ?? Promise.resolve();
}

/** Has an element that comes into the page late hold what the others do. */
export function showLatest(element: CartContent): void {
  if (isMissed) void refreshCarts();
  else if (latest) show(element, latest);
}

async function refresh(): Promise<void> {
  do {
    isOutdated = false;
    askedAt = performance.now();
    const response = await fetch(cartUrl, { headers: { Accept: "text/html" } }).catch(() => null);
    // What stands stays until the cart changes again: the cart itself is right, and the theme shows it.
    if (!response?.ok) return;
    latest = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const element of elements()) show(element, latest);
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
