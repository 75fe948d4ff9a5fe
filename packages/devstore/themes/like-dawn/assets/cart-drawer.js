// The drawer: whatever changes in it, all of `#CartDrawer` or of `.drawer__inner` is replaced, with what an app put there.
class CartDrawer extends HTMLElement {
  constructor() {
    super();
    this.addEventListener("keyup", (event) => {
      if (event.code === "Escape") this.close();
    });
    this.#listen();
    document.getElementById("cart-icon-bubble")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.open(event.currentTarget);
    });
  }

  #listen() {
    this.querySelector("#CartDrawer-Overlay").addEventListener("click", () => this.close());
  }

  open(opener) {
    if (opener) this.setActiveElement(opener);
    setTimeout(() => {
      this.classList.add("active");
      this.querySelector(".drawer__inner").focus();
    });
    document.body.classList.add("overflow-hidden");
  }

  close() {
    this.classList.remove("active");
    document.body.classList.remove("overflow-hidden");
    this.activeElement?.focus();
  }

  setActiveElement(element) {
    this.activeElement = element;
  }

  getSectionsToRender() {
    return [{ id: "cart-drawer", selector: "#CartDrawer" }, { id: "cart-icon-bubble" }];
  }

  /** Shows what an add has answered, and opens. */
  renderContents(state) {
    for (const { id, selector } of this.getSectionsToRender()) {
      const place = selector ? document.querySelector(selector) : document.getElementById(id);
      if (place) place.innerHTML = innerOf(state.sections[id], selector);
    }
    setTimeout(() => {
      this.#listen();
      this.open();
    });
  }
}
customElements.define("cart-drawer", CartDrawer);

class CartDrawerItems extends CartItems {
  getSectionsToRender() {
    return [
      { id: "CartDrawer", section: "cart-drawer", selector: ".drawer__inner" },
      { id: "cart-icon-bubble", section: "cart-icon-bubble", selector: ".shopify-section" },
    ];
  }

  async onCartUpdate() {
    const response = await fetch(`${window.routes.cart_url}?section_id=cart-drawer`);
    const fresh = readPage(await response.text());
    for (const selector of ["cart-drawer-items", ".cart-drawer__footer"]) {
      const source = fresh.querySelector(selector);
      if (source) document.querySelector(selector)?.replaceWith(source);
    }
  }
}
customElements.define("cart-drawer-items", CartDrawerItems);
