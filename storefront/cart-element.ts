import { refreshCarts } from "./cart-refresh.ts";
import { replaceLine } from "./cart.ts";
import { dismiss, isDismissed } from "./dismissals.ts";

const CART_CHANGE = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;

/**
 * What the cart is offered, on the cart page or in a drawer. It takes steps up without leaving the page, and
 * asks the shop for new content whenever the cart was changed, by whichever script.
 */
export class CartElement extends HTMLElement {
  #listeners = new AbortController();
  #changes: PerformanceObserver | null = null;

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
    // What the browser requested tells of every theme's way to change the cart.
    this.#changes = new PerformanceObserver((list) => {
      if (list.getEntries().some((entry) => CART_CHANGE.test(entry.name))) void refreshCarts();
    });
    this.#changes.observe({ type: "resource" });
    this.showPrompts();
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
    this.#changes?.disconnect();
  }

  /** Hides what was dismissed, and lets the rest be. */
  showPrompts(): void {
    for (const prompt of this.querySelectorAll<HTMLElement>("[data-prompt]"))
      prompt.hidden = isDismissed(prompt.dataset["prompt"] ?? "", Date.now());
    for (const button of this.querySelectorAll<HTMLElement>("[data-dismiss]"))
      button.hidden = false;
    for (const section of this.querySelectorAll<HTMLElement>("[data-content] > section"))
      section.hidden = !section.querySelector("[data-prompt]:not([hidden])");
  }

  get #status(): HTMLElement | null {
    return this.querySelector<HTMLElement>(":scope > [data-status]");
  }

  #replace(event: Event): void {
    const target = (event.target as Element).closest<HTMLElement>("[data-replace]");
    if (!target || (event.type === "click" && !(target instanceof HTMLAnchorElement))) return;
    event.preventDefault();
    void this.#replaceBy(target);
  }

  async #replaceBy(target: HTMLElement): Promise<void> {
    const status = this.#status;
    const { key = "", variant = "", offer = "" } = target.dataset;
    if (!status || this.hasAttribute("aria-busy")) return;
    this.setAttribute("aria-busy", "true");
    status.textContent = "";
    try {
      const isReplaced = await replaceLine(key, variant, offer);
      await refreshCarts();
      status.textContent = status.dataset[isReplaced ? "replaced" : "changed"] ?? "";
    } catch (failure) {
      status.textContent =
        (failure instanceof Error && failure.message) || (status.dataset["failed"] ?? "");
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
