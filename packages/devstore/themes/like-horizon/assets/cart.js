import { CartErrorEvent, CartLinesUpdateEvent, StandardEvents } from "@shopify/events";
import { Component } from "@theme/component";
import { morphSection, renderSection } from "@theme/morph";

const TYPING_MILLISECONDS = 300;
/** For so long the number that a page has shown is believed before the one that the shop renders. */
const BUBBLE_MILLISECONDS = 10_000;

/** Lines of the cart, on its page or in the drawer. They follow the standard event of a change, whoever sends it. */
class CartItemsComponent extends Component {
  #follow = (event) => {
    if (event.target === this) return;
    event.promise
      ?.then(({ detail }) => {
        const html = detail?.sections?.[this.sectionId];
        if (html) morphSection(this.sectionId, html, this.#mode);
        else return renderSection(this.sectionId, this.#mode);
      })
      .catch((failure) => console.warn("[cart-items]", failure));
  };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener(StandardEvents.cartLinesUpdate, this.#follow);
    document.addEventListener(StandardEvents.cartDiscountUpdate, this.#follow);
  }

  disconnectedCallback() {
    document.removeEventListener(StandardEvents.cartLinesUpdate, this.#follow);
    document.removeEventListener(StandardEvents.cartDiscountUpdate, this.#follow);
  }

  get sectionId() {
    return this.dataset.sectionId;
  }

  get #mode() {
    return this.dataset.drawer === undefined ? "full" : "hydration";
  }

  /** The line goes at once, and an empty cart shows, before the shop has answered. */
  onLineItemRemove(line) {
    const rows = this.refs("cartItemRows[]");
    const { key } = rows[line - 1].dataset;
    const gone = rows.filter((row) => row.dataset.key === key || row.dataset.parentKey === key);
    void this.updateQuantity(line, 0);
    if (gone.length < rows.length) for (const row of gone) row.remove();
    else {
      const template = document.getElementById("empty-cart-template");
      this.replaceChildren(document.importNode(template.content, true));
    }
  }

  async updateQuantity(line, quantity) {
    const components = document.querySelectorAll("cart-items-component");
    const sections = [...new Set([...components].map(({ dataset }) => dataset.sectionId))];
    const deferred = CartLinesUpdateEvent.createPromise();
    deferred.promise.catch(() => {});
    this.dispatchEvent(
      new CartLinesUpdateEvent({
        action: quantity > 0 ? "update" : "remove",
        context: "cart",
        lines: [{ id: this.refs("cartItemRows[]")[line - 1]?.dataset.key ?? "", quantity }],
        promise: deferred.promise,
      }),
    );
    try {
      const response = await fetch(window.Theme.routes.cart_change_url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({
          line,
          quantity,
          sections: sections.join(),
          sections_url: window.location.pathname,
        }),
      });
      const answer = await response.json();
      if (answer.errors) return this.#refuse(line, answer.errors, deferred);
      deferred.resolve({
        cart: CartLinesUpdateEvent.createCartFromAjaxResponse(answer),
        detail: {
          sections: answer.sections,
          items: answer.items,
          itemCount: answer.item_count,
          source: "cart-items-component",
          didError: false,
        },
      });
      morphSection(this.sectionId, answer.sections[this.sectionId], this.#mode);
    } catch (failure) {
      deferred.reject(failure);
      this.dispatchEvent(
        new CartErrorEvent({ error: failure.message, code: "SERVICE_UNAVAILABLE" }),
      );
    }
  }

  #refuse(line, message, deferred) {
    const field = this.refs("quantitySelectors[]")[line - 1].querySelector("input");
    field.value = field.defaultValue;
    this.ref(`cartItemError-${line}`).textContent = message;
    this.ref(`cartItemErrorContainer-${line}`).classList.remove("hidden");
    deferred.reject(new Error(message));
    this.dispatchEvent(new CartErrorEvent({ error: message, code: "INVALID" }));
  }

  async fetchCartData() {
    const response = await fetch(`${window.Theme.routes.cart_url}.json`);
    return response.json();
  }
}

class QuantitySelector extends Component {
  get input() {
    return this.ref("quantityInput");
  }

  increaseQuantity() {
    this.input.stepUp();
    this.setQuantity();
  }

  decreaseQuantity() {
    this.input.stepDown();
    this.setQuantity();
  }

  setQuantity() {}
}

class CartQuantitySelector extends QuantitySelector {
  #typing;

  setQuantity() {
    clearTimeout(this.#typing);
    const { input } = this;
    const cart = this.closest("cart-items-component");
    this.#typing = setTimeout(() => {
      const [line, quantity] = [Number(input.dataset.cartLine), Number(input.value)];
      if (quantity > 0) void cart.updateQuantity(line, quantity);
      else cart.onLineItemRemove(line);
    }, TYPING_MILLISECONDS);
  }
}

class CartDrawerComponent extends Component {
  #follow = ({ action, promise }) => {
    promise
      ?.then(({ detail }) => {
        const opens = this.hasAttribute("auto-open") && action === "add" && !detail?.didError;
        if (opens) this.#drawer.open();
        requestAnimationFrame(() => this.#placeSummary());
      })
      .catch((failure) => console.warn("[cart-drawer]", failure));
  };
  #opened = () => this.#placeSummary();

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener(StandardEvents.cartLinesUpdate, this.#follow);
    this.#drawer.addEventListener("theme-drawer:open", this.#opened);
  }

  disconnectedCallback() {
    document.removeEventListener(StandardEvents.cartLinesUpdate, this.#follow);
  }

  get #drawer() {
    return this.closest("theme-drawer");
  }

  /** The summary stays in sight, unless it takes more than half of the drawer. */
  #placeSummary() {
    const dialog = this.closest("dialog");
    const summary = dialog?.querySelector(".cart-drawer__summary");
    const isSticky = summary && summary.offsetHeight <= dialog.offsetHeight / 2;
    dialog?.setAttribute("cart-summary-sticky", String(Boolean(isSticky)));
  }
}

class CartIcon extends Component {
  #follow = (event) => {
    event.promise
      ?.then(({ cart, detail }) => this.#show(cart?.totalQuantity ?? detail?.itemCount ?? 0))
      .catch((failure) => console.warn("[cart-icon]", failure));
  };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener(StandardEvents.cartLinesUpdate, this.#follow);
    this.#correct();
  }

  disconnectedCallback() {
    document.removeEventListener(StandardEvents.cartLinesUpdate, this.#follow);
  }

  #show(count) {
    this.ref("cartBubble").classList.toggle("visually-hidden", count === 0);
    this.ref("cartBubbleCount").textContent = String(count);
    const shown = { value: String(count), timestamp: Date.now() };
    sessionStorage.setItem("cart-count", JSON.stringify(shown));
  }

  /** A page of the browser's memory may be older than the cart: what was shown last is put over it. */
  #correct() {
    const kept = JSON.parse(sessionStorage.getItem("cart-count") ?? "null");
    if (!kept || kept.value === this.ref("cartBubbleCount").textContent) return;
    if (Date.now() - kept.timestamp < BUBBLE_MILLISECONDS) this.#show(Number(kept.value));
  }
}

customElements.define("cart-items-component", CartItemsComponent);
customElements.define("quantity-selector-component", QuantitySelector);
customElements.define("cart-quantity-selector-component", CartQuantitySelector);
customElements.define("cart-drawer-component", CartDrawerComponent);
customElements.define("cart-icon", CartIcon);
