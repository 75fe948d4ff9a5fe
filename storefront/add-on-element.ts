import { TandemElement } from "./tandem-element.ts";

/**
 * What can be added to the product. Where something is ticked, the theme's own form is taken over when it is
 * sent, so that product and add-ons go into the cart in one request, or not at all. A button that leads
 * elsewhere ("Buy it now") is never touched.
 */
export class AddOnElement extends TandemElement {
  protected listen(signal: AbortSignal): void {
    // Ahead of the theme's own listener, which sits on the form or the document.
    document.addEventListener("submit", (event) => this.#takeOver(event), {
      signal,
      capture: true,
    });
  }

  #ticked(): HTMLFormElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("[data-tick]:checked")].flatMap(
      (tick) => tick.form ?? [],
    );
  }

  #takeOver(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const ticked = this.#ticked();
    const isBuyForm = /\/cart\/add(\.js)?$/.test(form.action) && !form.closest(".tandem");
    if (!isBuyForm || ticked.length === 0 || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.#add(new FormData(form), ticked, event.submitter);
  }

  async #add(product: FormData, ticked: HTMLFormElement[], button: Element | null): Promise<void> {
    const items = new FormData();
    for (const [name, value] of product) {
      // `properties[Engraving]` of the theme's form is `items[0][properties][Engraving]` in a list.
      const [first = "", ...rest] = name.split(/(?=\[)/);
      items.append(`items[0][${first}]${rest.join("")}`, value);
    }
    const parent = String(product.get("id"));
    const quantity = String(product.get("quantity") ?? 1);
    ticked.forEach((form, index) => {
      const chosen = new FormData(form);
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
