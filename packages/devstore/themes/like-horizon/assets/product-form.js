import { CartErrorEvent, CartLinesUpdateEvent, StandardEvents } from "@shopify/events";
import { Component } from "@theme/component";
import { morph } from "@theme/morph";

/**
 * The form that buys. What is added while a choice is on its way waits for it. The form's field is set without an event: who
 * wants to know of a choice has the standard event.
 */
class ProductFormComponent extends Component {
  #choosing = null;
  #section = null;
  #listeners = new AbortController();

  connectedCallback() {
    super.connectedCallback();
    this.#section = this.closest(".shopify-section");
    this.#section?.addEventListener(
      StandardEvents.productSelect,
      ({ promise }) => void this.#choose(promise),
      { signal: this.#listeners.signal },
    );
  }

  disconnectedCallback() {
    this.#listeners.abort();
    this.#listeners = new AbortController();
  }

  async handleSubmit(event) {
    event.preventDefault();
    await this.#choosing;
    if (!this.querySelector(".add-to-cart-button").disabled) await this.#add();
  }

  #choose(promise) {
    this.#choosing = promise.then(
      ({ detail }) => {
        const { html, resource } = detail;
        this.ref("variantId").value = resource?.id ?? "";
        const button = this.querySelector('[ref="addToCartButton"]');
        button.disabled = !resource?.available;
        const fresh = html.querySelector('product-form-component [ref="addToCartButton"]');
        if (fresh) morph(button, fresh);
        this.ref("acceleratedCheckoutButtonContainer").hidden = !resource?.available;
      },
      () => {},
    );
    return this.#choosing;
  }

  async #add() {
    const body = new FormData(this.querySelector("form"));
    const components = document.querySelectorAll("cart-items-component");
    const sections = [...components].map(({ dataset }) => dataset.sectionId);
    if (sections.length > 0) body.append("sections", sections.join());
    const quantity = Number(body.get("quantity"));
    const deferred = CartLinesUpdateEvent.createPromise();
    deferred.promise.catch(() => {});
    this.dispatchEvent(
      new CartLinesUpdateEvent({
        action: "add",
        context: "product",
        lines: [{ merchandiseId: body.get("id"), quantity }],
        promise: deferred.promise,
      }),
    );
    try {
      const response = await fetch(window.Theme.routes.cart_add_url, {
        method: "POST",
        headers: { Accept: "text/html", "X-Requested-With": "XMLHttpRequest" },
        body,
      });
      const answer = await response.json();
      const cart = await this.#readCart();
      if (answer.status) this.#refuse(answer);
      else this.#say(this.ref("liveRegion").dataset.added);
      deferred.resolve({
        cart: CartLinesUpdateEvent.createCartFromAjaxResponse(cart),
        detail: {
          items: cart.items,
          itemCount: cart.item_count,
          source: "product-form-component",
          sourceId: this.id,
          sections: answer.sections,
          didError: Boolean(answer.status),
        },
      });
    } catch (failure) {
      deferred.reject(failure);
      this.dispatchEvent(
        new CartErrorEvent({ error: failure.message, code: "SERVICE_UNAVAILABLE" }),
      );
    }
  }

  async #readCart() {
    const items = document.querySelector("cart-items-component");
    if (items) return items.fetchCartData();
    const response = await fetch(`${window.Theme.routes.cart_url}.json`);
    return response.json();
  }

  #refuse({ message }) {
    const place = this.ref("addToCartTextError");
    place.classList.remove("hidden");
    place.textContent = message;
    this.#say(message);
    this.dispatchEvent(new CartErrorEvent({ error: message, code: "INVALID" }));
  }

  #say(words) {
    this.ref("liveRegion").textContent = words;
  }
}

/** The price follows a choice in its own section. */
class ProductPrice extends Component {
  connectedCallback() {
    super.connectedCallback();
    const section = this.closest(".shopify-section");
    section?.addEventListener(StandardEvents.productSelect, ({ promise }) => {
      promise.then(({ detail }) => {
        const fresh = detail.html.querySelector('product-price [ref="priceContainer"]');
        if (fresh) morph(this.ref("priceContainer"), fresh);
      }, console.warn);
    });
  }
}

customElements.define("product-form-component", ProductFormComponent);
customElements.define("product-price", ProductPrice);
