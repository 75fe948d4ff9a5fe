import { ProductSelectEvent } from "@shopify/events";
import { Component } from "@theme/component";
import { morph } from "@theme/morph";

/** Choices of values: the whole page is asked for, the address changes at once, and the picker alone is rendered anew. */
class VariantPicker extends Component {
  #asking = null;

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("change", ({ target }) => void this.#choose(target));
  }

  async #choose(target) {
    for (const input of target.closest("fieldset").querySelectorAll("input"))
      input.dataset.currentChecked = String(input === target);
    const { productUrl, productId, productTitle, productHandle } = this.dataset;
    const checked = [...this.querySelectorAll("fieldset input:checked")];
    const deferred = ProductSelectEvent.createPromise();
    deferred.promise.catch(() => {});
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.dispatchEvent(
      new ProductSelectEvent({
        product: { id: productId, title: productTitle, handle: productHandle },
        selectedOptions: checked.map(({ dataset, value }) => ({ name: dataset.optionName, value })),
        detail: {
          optionValueId: target.dataset.optionValueId,
          variantId: target.dataset.variantId,
          connectedProductUrl: target.dataset.connectedProductUrl,
        },
        promise: deferred.promise,
      }),
    );
    this.#changeAddress(target.dataset.variantId);
    try {
      const values = checked.map(({ dataset }) => dataset.optionValueId).join();
      const response = await fetch(`${productUrl}?option_values=${values}`, { signal });
      const html = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = html.querySelector("variant-picker");
      const resource = JSON.parse(
        fresh.querySelector('script[type="application/json"]').textContent,
      );
      morph(this, fresh);
      deferred.resolve({
        variant: resource && { id: ProductSelectEvent.createGid("ProductVariant", resource.id) },
        detail: { html, productId, resource },
      });
    } catch (failure) {
      deferred.reject(failure);
    }
  }

  #changeAddress(variantId) {
    const url = new URL(window.location.href);
    if (variantId) url.searchParams.set("variant", variantId);
    else url.searchParams.delete("variant");
    setTimeout(() => history.replaceState({}, "", url));
  }
}

customElements.define("variant-picker", VariantPicker);
