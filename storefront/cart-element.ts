import { refreshCarts, watchCart } from "./cart-refresh.ts";
import type { CartContent } from "./cart-refresh.ts";
import { kindOf, replaceLine } from "./cart.ts";
import { dismiss } from "./dismissals.ts";
import { keepGifts } from "./gifts.ts";
import { countPrompts, hidePrompts } from "./prompts.ts";

/**
 * What the cart is offered, on the cart page or in a drawer. It takes steps up without leaving the page, keeps
 * gifts in line with what the cart has earned, and asks the shop for new content whenever the cart was changed,
 * by whichever script.
 */
export class CartElement extends HTMLElement implements CartContent {
  shown: string | null = null;
  #listeners = new AbortController();
  /** A theme that morphs its page (Horizon) puts what the shop rendered into this element too, past `refreshCarts`. */
  #morphs = new MutationObserver(() => {
    this.shown = null;
    // A morph empties it. Words that are there are a translator's of ours (the browser has one): put back, they would be translated for ever.
    if (this.#status?.textContent === "") this.say(this.#said);
    this.showPrompts();
  });
  /** A drawer is on every page, and seen only where it is opened. */
  #sight = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) this.#count();
  });

  connectedCallback(): void {
    const { signal } = this.#listeners;
    this.addEventListener("submit", (event) => this.#replace(event), { signal });
    this.addEventListener(
      "click",
      (event) => {
        this.#replace(event);
        this.#dismiss(event);
      },
      { signal },
    );
    this.#fold?.addEventListener("toggle", () => this.#count(), { signal });
    watchCart();
    this.#sight.observe(this);
    this.#morphs.observe(this, { childList: true, subtree: true, characterData: true });
    this.showPrompts();
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
    this.#sight.disconnect();
    this.#morphs.disconnect();
  }

  /** In a drawer, the row behind which everything is. */
  get #fold(): HTMLDetailsElement | null {
    return this.querySelector<HTMLDetailsElement>(":scope > [data-fold]");
  }

  #count(): void {
    if (this.#fold?.open !== false) countPrompts(this);
  }

  /** What the reward bar said last. */
  #next: string | null = null;

  /** Says how far the cart is from its next reward, whenever that has changed. */
  #sayProgress(): void {
    const next = this.querySelector(".tandem__next")?.textContent ?? null;
    if (next && this.#next !== null && next !== this.#next) this.say(next);
    this.#next = next ?? this.#next;
  }

  /** Hides what was dismissed or shown often enough, lets the rest be, and sees to the gifts. */
  showPrompts(): void {
    this.#sayProgress();
    void keepGifts(this, (kind) => this.say(this.#words(kind)));
    hidePrompts(this, Number(this.dataset["perVisit"]));
    for (const button of this.querySelectorAll<HTMLElement>("[data-dismiss]"))
      button.hidden = false;
    for (const section of this.querySelectorAll<HTMLElement>("[data-content] > section"))
      section.hidden =
        !section.hasAttribute("data-rewards") &&
        !section.querySelector("[data-prompt]:not([hidden])");
    this.#foldAway();
    this.#morphs.takeRecords();
  }

  /** What the row said last. */
  #teased = "";

  #foldAway(): void {
    const fold = this.#fold;
    const teaser = fold?.querySelector("[data-teaser]");
    if (!fold || !teaser) return;
    const next = this.querySelector(".tandem__next")?.textContent ?? "";
    if (next !== this.#teased || teaser.textContent === "") teaser.textContent = next;
    this.#teased = next;
    fold.hidden = !fold.querySelector(
      "[data-rewards], [data-content] > section:not([hidden]), tandem-offer:not([hidden])",
    );
  }

  get #status(): HTMLElement | null {
    return this.querySelector<HTMLElement>(":scope > [data-status]");
  }

  /** The shop's own words for what has happened. */
  #words(event: string): string {
    return this.#status?.dataset[event] ?? "";
  }

  /** What was said last. */
  #said = "";

  say(message: string): void {
    this.#said = message;
    const status = this.#status;
    if (status && status.textContent !== message) status.textContent = message;
    this.#morphs.takeRecords();
  }

  #replace(event: Event): void {
    const target = (event.target as Element).closest<HTMLElement>("[data-replace]");
    if (!target || (event.type === "click" && !(target instanceof HTMLAnchorElement))) return;
    event.preventDefault();
    void this.#replaceBy(target);
  }

  async #replaceBy(target: HTMLElement): Promise<void> {
    const { key = "", variant = "", offer = "" } = target.dataset;
    if (this.hasAttribute("aria-busy")) return;
    this.setAttribute("aria-busy", "true");
    this.say("");
    try {
      const isReplaced = await replaceLine(key, variant, offer);
      await refreshCarts();
      this.say(this.#words(isReplaced ? "replaced" : "changed"));
    } catch (failure) {
      this.say(this.#words(kindOf(failure)));
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  #dismiss(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-dismiss]");
    if (!button) return;
    dismiss(button.dataset["dismiss"] ?? "", Date.now(), Number(this.dataset["days"]));
    for (const element of document.querySelectorAll<CartElement>("tandem-cart"))
      element.showPrompts();
    this.tabIndex = -1;
    this.focus();
  }
}
