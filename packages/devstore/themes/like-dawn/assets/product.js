// The product page: the form adds by itself, and a choice of values renders parts of the section anew, but no app's block.
const OLD_PICKER_MILLISECONDS = 500;

class QuantityInput extends HTMLElement {
  constructor() {
    super();
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      const input = this.querySelector("input");
      const before = input.value;
      if (button.name === "plus") input.stepUp();
      else input.stepDown();
      if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
customElements.define("quantity-input", QuantityInput);

class ProductForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.querySelector("[name=id]").disabled = false;
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.cart =
      document.querySelector("cart-notification") ?? document.querySelector("cart-drawer");
    this.submitButton = this.querySelector('[type="submit"]');
  }

  async #submit(event) {
    event.preventDefault();
    if (this.submitButton.getAttribute("aria-disabled") === "true") return;
    this.handleErrorMessage();
    this.submitButton.setAttribute("aria-disabled", "true");
    const body = new FormData(this.form);
    if (this.cart) {
      body.append(
        "sections",
        this.cart.getSectionsToRender().map(({ id }) => id),
      );
      body.append("sections_url", window.location.pathname);
      this.cart.setActiveElement(document.activeElement);
    }
    try {
      const response = await fetch(window.routes.cart_add_url, {
        method: "POST",
        headers: { Accept: "application/javascript", "X-Requested-With": "XMLHttpRequest" },
        body,
      });
      const state = await response.json();
      if (state.status) {
        publish(PUB_SUB_EVENTS.cartError, { source: "product-form", message: state.message });
        this.handleErrorMessage(state.description);
      } else if (!this.cart) window.location = window.routes.cart_url;
      else {
        publish(PUB_SUB_EVENTS.cartUpdate, { source: "product-form", cartData: state });
        this.cart.renderContents(state);
        this.cart.classList.remove("is-empty");
      }
    } finally {
      this.submitButton.removeAttribute("aria-disabled");
    }
  }

  handleErrorMessage(message) {
    const place = this.querySelector(".product-form__error-message-wrapper");
    place.hidden = !message;
    if (message) place.querySelector(".product-form__error-message").textContent = message;
  }

  toggleSubmitButton(isDisabled, text) {
    this.submitButton.disabled = isDisabled;
    const words = isDisabled ? text : window.variantStrings.addToCart;
    if (words) this.submitButton.querySelector("span").textContent = words;
  }
}
customElements.define("product-form", ProductForm);

class VariantSelects extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) =>
      publish(PUB_SUB_EVENTS.optionValueSelectionChange, {
        data: { event, target: event.target, selectedOptionValues: this.selectedOptionValues },
      }),
    );
  }

  get selectedOptionValues() {
    return [...this.querySelectorAll("fieldset input:checked")].map(
      ({ dataset }) => dataset.optionValueId,
    );
  }
}
customElements.define("variant-selects", VariantSelects);

class ProductInfo extends HTMLElement {
  #unsubscribe;
  #asking;

  connectedCallback() {
    this.#unsubscribe = subscribe(PUB_SUB_EVENTS.optionValueSelectionChange, ({ data }) => {
      if (this.contains(data.event.target)) void this.#choose(data);
    });
  }

  disconnectedCallback() {
    this.#unsubscribe();
  }

  async #choose({ target, selectedOptionValues }) {
    const { section, url } = this.dataset;
    const form = this.querySelector("product-form");
    form.toggleSubmitButton(true);
    form.handleErrorMessage();
    this.#asking?.abort();
    this.#asking = new AbortController();
    const query = `section_id=${section}&option_values=${selectedOptionValues.join()}`;
    try {
      const response = await fetch(`${url}?${query}`, { signal: this.#asking.signal });
      this.#show(readPage(await response.text()));
      document.getElementById(target.id)?.focus();
    } catch (failure) {
      if (failure.name !== "AbortError") throw failure;
    }
  }

  #show(page) {
    const { section, url } = this.dataset;
    const chosen = page.querySelector("variant-selects [data-selected-variant]").textContent;
    const variant = JSON.parse(chosen);
    this.#replacePicker(page.querySelector("variant-selects"));
    window.history.replaceState({}, "", variant ? `${url}?variant=${variant.id}` : url);
    for (const field of this.querySelectorAll(`#product-form-${section} input[name="id"]`)) {
      field.value = variant?.id ?? "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const form = this.querySelector("product-form");
    if (!variant) return form.toggleSubmitButton(true, window.variantStrings.unavailable);
    const price = `price-${section}`;
    document.getElementById(price).innerHTML = page.getElementById(price).innerHTML;
    const button = page.getElementById(`ProductSubmitButton-${section}`);
    form.toggleSubmitButton(button?.disabled ?? true, window.variantStrings.soldOut);
    publish(PUB_SUB_EVENTS.variantChange, { data: { sectionId: section, html: page, variant } });
  }

  /** The new picker stands before the old one, which is hidden, and still there for a moment under other ids. */
  #replacePicker(fresh) {
    const old = this.querySelector("variant-selects");
    const suffix = `-${Date.now()}`;
    for (const element of old.querySelectorAll("[id], [form]")) {
      if (element.form) element.setAttribute("form", element.getAttribute("form") + suffix);
      if (element.id) element.id += suffix;
    }
    old.before(fresh);
    old.style.display = "none";
    setTimeout(() => old.remove(), OLD_PICKER_MILLISECONDS);
  }
}
customElements.define("product-info", ProductInfo);
