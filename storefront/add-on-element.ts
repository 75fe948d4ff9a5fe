import { followVariant, pageVariant, variantChosen } from "./page-variant.ts";
import { TandemElement } from "./tandem-element.ts";

/**
 * What can be added to the product. Where something is ticked, the theme's own form is taken over when it is
 * sent, so that product and add-ons go into the cart in one request, or not at all. A button that leads
 * elsewhere ("Buy it now") is never touched.
 */
export class AddOnElement extends TandemElement {
  protected listen(signal: AbortSignal): void {
    // Ahead of the theme's own listeners, which sit on the form or on the document, and may have come first: an event
    // reaches the window before either.
    for (const type of ["click", "submit"])
      window.addEventListener(type, (event) => this.#takeOver(event), { signal, capture: true });
    followVariant(this, signal, (variantId) => this.#choose(variantId));
  }

  #ticked(): HTMLFormElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("[data-tick]:checked")].flatMap(
      (tick) => tick.form ?? [],
    );
  }

  /** Without the script, each add-on is bought with the variant that the page shows. */
  #choose(variantId: string): void {
    if (variantId)
      for (const field of this.querySelectorAll<HTMLInputElement>(
        '[name="items[0][id]"], [name$="[parent_id]"]',
      ))
        field.value = variantId;
  }

  #takeOver(event: Event): void {
    const button =
      event instanceof SubmitEvent
        ? (event.submitter as HTMLButtonElement | null)
        : (event.target as Element).closest<HTMLButtonElement>("button, input");
    const form = event instanceof SubmitEvent ? (event.target as HTMLFormElement) : button?.form;
    if (!form || (button && button.type !== "submit") || button?.hasAttribute("formaction")) return;
    const ticked = this.#ticked();
    // What another script has taken before us is its own: it must not be bought twice.
    if (ticked.length === 0 || event.defaultPrevented || !this.#isBuyForm(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!button?.disabled && form.reportValidity()) void this.#add(form, ticked, button);
  }

  /** Whether a form of the theme's buys what the page shows; one for another product is left alone. */
  #isBuyForm(form: HTMLFormElement): boolean {
    const variant = new FormData(form).get("id");
    return (
      /\/cart\/add(\.js)?$/.test(form.action) &&
      !form.closest(".tandem") &&
      variant === pageVariant(this)
    );
  }

  async #add(
    form: HTMLFormElement,
    ticked: HTMLFormElement[],
    button: Element | null,
  ): Promise<void> {
    await variantChosen();
    const product = new FormData(form);
    const items = new FormData();
    for (const [name, value] of product) {
      // `properties[Engraving]` of the theme's form is `items[0][properties][Engraving]` in a list.
      const [first = "", ...rest] = name.split(/(?=\[)/);
      items.append(`items[0][${first}]${rest.join("")}`, value);
    }
    const parent = String(product.get("id"));
    const quantity = String(product.get("quantity") ?? 1);
    ticked.forEach((part, index) => {
      const chosen = new FormData(part);
      const at = `items[${index + 1}]`;
      items.append(`${at}[id]`, String(chosen.get("items[1][id]")));
      items.append(`${at}[quantity]`, quantity);
      items.append(`${at}[parent_id]`, parent);
      items.append(`${at}[properties][_tandem]`, this.dataset["offer"] ?? "");
    });
    if (!(await this.addItems(items, button))) return;
    for (const tick of this.querySelectorAll<HTMLInputElement>("[data-tick]")) tick.checked = false;
  }
}
