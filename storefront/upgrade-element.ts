import { followVariant } from "./page-variant.ts";

/** The upgrade prompt of a product's page: it follows the variant that the page shows. */
export class UpgradeElement extends HTMLElement {
  #listeners = new AbortController();

  connectedCallback(): void {
    followVariant(this, this.#listeners.signal, (variantId) => {
      if (!variantId) return;
      for (const prompt of this.querySelectorAll<HTMLElement>("[data-upgrade]"))
        prompt.hidden = prompt.dataset["for"] !== variantId;
    });
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
  }
}
