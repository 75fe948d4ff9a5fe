// The cart's lines, on the page and in the drawer. A change names a line by its place, and takes what it shows from the answer.
const TYPING_MILLISECONDS = 300;

class CartRemoveButton extends HTMLElement {
  constructor() {
    super();
    this.addEventListener("click", (event) => {
      event.preventDefault();
      this.closest("cart-items, cart-drawer-items").updateQuantity(Number(this.dataset.index), 0);
    });
  }
}
customElements.define("cart-remove-button", CartRemoveButton);

class CartItems extends HTMLElement {
  #unsubscribe;
  #typing;

  constructor() {
    super();
    this.addEventListener("change", ({ target }) => {
      clearTimeout(this.#typing);
      if (target.dataset.index === undefined) return;
      this.#typing = setTimeout(
        () => this.updateQuantity(Number(target.dataset.index), Number(target.value)),
        TYPING_MILLISECONDS,
      );
    });
  }

  connectedCallback() {
    this.#unsubscribe = subscribe(PUB_SUB_EVENTS.cartUpdate, (event) =>
      event.source === "cart-items" ? undefined : this.onCartUpdate(),
    );
  }

  disconnectedCallback() {
    this.#unsubscribe?.();
  }

  /** The parts of the page that a change of the cart renders anew: `section` is asked for, and goes into `id`. */
  getSectionsToRender() {
    const page = (id) => ({
      id,
      section: document.getElementById(id).dataset.id,
      selector: ".js-contents",
    });
    const own = (id) => ({ id, section: id, selector: ".shopify-section" });
    return [
      page("main-cart-items"),
      own("cart-icon-bubble"),
      own("cart-live-region-text"),
      page("main-cart-footer"),
    ];
  }

  async onCartUpdate() {
    const response = await fetch(`${window.routes.cart_url}?section_id=main-cart-items`);
    this.innerHTML = innerOf(await response.text(), "cart-items");
  }

  async updateQuantity(line, quantity) {
    this.classList.add("cart__items--disabled");
    try {
      const response = await fetch(`${window.routes.cart_change_url}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({
          line,
          quantity,
          sections: this.getSectionsToRender().map(({ section }) => section),
          sections_url: window.location.pathname,
        }),
      });
      const state = await response.json();
      if (state.errors) return this.#refuse(line, state.errors);
      this.#show(state);
      publish(PUB_SUB_EVENTS.cartUpdate, { source: "cart-items", cartData: state });
    } catch {
      const errors =
        document.getElementById("cart-errors") ?? document.getElementById("CartDrawer-CartErrors");
      errors.textContent = window.cartStrings.error;
    } finally {
      this.classList.remove("cart__items--disabled");
    }
  }

  #show(state) {
    for (const element of [
      this,
      document.querySelector("cart-drawer"),
      document.getElementById("main-cart-footer"),
    ])
      element?.classList.toggle("is-empty", state.item_count === 0);
    for (const { id, section, selector } of this.getSectionsToRender()) {
      const place = document.getElementById(id);
      (place.querySelector(selector) ?? place).innerHTML = innerOf(
        state.sections[section],
        selector,
      );
    }
  }

  #refuse(line, message) {
    const field =
      document.getElementById(`Quantity-${line}`) ??
      document.getElementById(`Drawer-quantity-${line}`);
    field.value = field.getAttribute("value");
    const place =
      document.getElementById(`Line-item-error-${line}`) ??
      document.getElementById(`CartDrawer-LineItemError-${line}`);
    place.querySelector(".cart-item__error-text").textContent = message;
  }
}
customElements.define("cart-items", CartItems);
