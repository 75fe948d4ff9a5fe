import { followVariant } from "./page-variant.ts";
import { chosenVariant, TandemElement } from "./tandem-element.ts";

/**
 * An offer of the product block. The form inside works without this: here it follows the shopper's
 * choice of variants with the price, and adds to the cart without leaving the page.
 */
export class OfferElement extends TandemElement {
  protected listen(signal: AbortSignal): void {
    this.addEventListener("change", () => this.#showPrices(), { signal });
    this.addEventListener("submit", (event) => void this.#add(event), { signal });
    if (!this.closest("tandem-cart"))
      followVariant(this, signal, (variantId) => this.#choose(variantId));
  }

  /** Takes over the variant that the page shows, where it can be bought in this offer. */
  #choose(variantId: string): void {
    for (const choice of this.querySelectorAll<HTMLSelectElement>("select[data-choice]")) {
      const option = [...choice.options].find(({ value }) => value === variantId);
      if (!option || option.disabled || option.selected) continue;
      option.selected = true;
      this.#showPrices();
    }
  }

  #showPrices(): void {
    const parts = [...this.querySelectorAll<HTMLElement>("[data-part]")];
    if (parts.length > 0) {
      const priceOf = (units: string) =>
        parts.reduce(
          (sum, part) => sum + chosenVariant(part).price * Number(part.dataset[units]),
          0,
        );
      const list = priceOf("quantity");
      const saving = this.saving(priceOf("counted"), this.dataset["off"]);
      this.write(this, "[data-list-price]", list);
      this.write(this, "[data-price]", list - saving);
      this.write(this, "[data-saving]", saving);
      return;
    }
    const { price } = chosenVariant(this);
    for (const tier of this.querySelectorAll<HTMLElement>("[data-tier]")) {
      const each = price - this.saving(price, tier.dataset["off"]);
      this.write(tier, "[data-unit-price]", each);
      this.write(tier, "[data-total]", each * Number(tier.dataset["from"]));
    }
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const isAdded = await this.addItems(new FormData(form, event.submitter), event.submitter);
    // What is in the cart is not offered any longer.
    if (isAdded) form.closest("[data-once]")?.setAttribute("hidden", "");
  }
}
