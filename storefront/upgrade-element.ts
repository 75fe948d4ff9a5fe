/** The upgrade prompt of a product's page: it follows the variant that is chosen in the theme's own form. */
export class UpgradeElement extends HTMLElement {
  #listeners = new AbortController();

  connectedCallback(): void {
    const { signal } = this.#listeners;
    document.addEventListener("change", () => this.#follow(), { signal });
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
  }

  #follow(): void {
    const fields = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'form[action*="/cart/add"] [name="id"]',
    );
    const field = [...fields].find((one) => !one.closest(".tandem"));
    if (!field) return;
    for (const prompt of this.querySelectorAll<HTMLElement>("[data-upgrade]"))
      prompt.hidden = prompt.dataset["for"] !== field.value;
  }
}
