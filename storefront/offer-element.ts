import { addToCart } from "./cart.ts";
import { formatMoney } from "./money-format.ts";
import { savingOf } from "./saving.ts";
import type { Off } from "./saving.ts";

/**
 * An offer of the product block. The form inside works without this: here it follows the shopper's
 * choice of variants with the price, and adds to the cart without leaving the page.
 */
export class OfferElement extends HTMLElement {
  #listeners = new AbortController();

  connectedCallback(): void {
    const { signal } = this.#listeners;
    this.addEventListener("change", () => this.#showPrices(), { signal });
    this.addEventListener("submit", (event) => void this.#add(event), { signal });
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
  }

  #saving(price: number, off: string | undefined): number {
    return savingOf(price, JSON.parse(off ?? "{}") as Off, Number(this.dataset["unit"]));
  }

  #write(scope: ParentNode, selector: string, hundredths: number): void {
    const place = scope.querySelector(selector);
    if (place) place.textContent = formatMoney(hundredths, this.dataset["money"] ?? "{{amount}}");
  }

  #showPrices(): void {
    const parts = [...this.querySelectorAll<HTMLElement>("[data-part]")];
    if (parts.length > 0) {
      const priceOf = (units: string) =>
        parts.reduce((sum, part) => sum + chosenPrice(part) * Number(part.dataset[units]), 0);
      const list = priceOf("quantity");
      const saving = this.#saving(priceOf("counted"), this.dataset["off"]);
      this.#write(this, "[data-list-price]", list);
      this.#write(this, "[data-price]", list - saving);
      this.#write(this, "[data-saving]", saving);
      return;
    }
    const price = chosenPrice(this);
    for (const tier of this.querySelectorAll<HTMLElement>("[data-tier]")) {
      const each = price - this.#saving(price, tier.dataset["off"]);
      this.#write(tier, "[data-unit-price]", each);
      this.#write(tier, "[data-total]", each * Number(tier.dataset["from"]));
    }
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const button = event.submitter;
    const status = this.querySelector<HTMLElement>("[data-status]");
    if (!status || this.hasAttribute("aria-busy")) return;
    this.setAttribute("aria-busy", "true");
    button?.setAttribute("aria-busy", "true");
    status.textContent = "";
    try {
      await addToCart(new FormData(form, button));
      status.textContent = status.dataset["added"] ?? "";
      // What is in the cart is not offered any longer.
      form.closest("[data-once]")?.setAttribute("hidden", "");
    } catch (failure) {
      status.textContent =
        (failure instanceof Error && failure.message) || (status.dataset["failed"] ?? "");
    } finally {
      this.removeAttribute("aria-busy");
      button?.removeAttribute("aria-busy");
    }
  }
}

/** Price of the variant that is chosen in a part of the form, in hundredths. */
function chosenPrice(scope: ParentNode): number {
  const choice = scope.querySelector<HTMLElement>("[data-choice]");
  const option = choice instanceof HTMLSelectElement ? choice.selectedOptions[0] : choice;
  return Number(option?.dataset["amount"]);
}
