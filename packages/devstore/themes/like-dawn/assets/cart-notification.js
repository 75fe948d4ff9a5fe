// The notification shows the one line that was added: it wants an answer of `/cart/add` about a single line, with its `key`.
class CartNotification extends HTMLElement {
  constructor() {
    super();
    this.notification = document.getElementById("cart-notification");
    this.notification.addEventListener("keyup", (event) => {
      if (event.code === "Escape") this.close();
    });
    for (const button of this.querySelectorAll('button[type="button"]'))
      button.addEventListener("click", () => this.close());
  }

  open() {
    this.notification.classList.add("active");
    this.notification.focus();
  }

  close() {
    this.notification.classList.remove("active");
    this.activeElement?.focus();
  }

  setActiveElement(element) {
    this.activeElement = element;
  }

  getSectionsToRender() {
    return [
      {
        id: "cart-notification-product",
        selector: `[id="cart-notification-product-${this.cartItemKey}"]`,
      },
      { id: "cart-notification-button" },
      { id: "cart-icon-bubble" },
    ];
  }

  renderContents(state) {
    this.cartItemKey = state.key;
    for (const { id, selector } of this.getSectionsToRender())
      document.getElementById(id).innerHTML = innerOf(state.sections[id], selector);
    this.open();
  }
}
customElements.define("cart-notification", CartNotification);
