import { refreshCarts } from "./cart-refresh.ts";

/** Above the footer of the cart drawer, in Dawn and in themes that follow it. */
const DRAWER_FOOTERS =
  "cart-drawer .drawer__footer, #CartDrawer .drawer__footer, .cart-drawer .cart-drawer__footer";

/**
 * Puts the cart's offers into a theme's drawer, and back again whenever the theme has rendered the drawer
 * anew. Where no drawer is found, nothing happens.
 */
export class DrawerElement extends HTMLElement {
  #content: Element | null = null;
  #observer = new MutationObserver(() => {
    // What waited outside of the page may be about a cart of before.
    if (this.#place()) void refreshCarts();
  });

  connectedCallback(): void {
    this.#content ??= this.querySelector("template")
      ?.content.querySelector("tandem-cart")
      ?.cloneNode(true) as Element;
    this.#observer.observe(document.body, { childList: true, subtree: true });
    this.#place();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    this.#content?.remove();
  }

  /** @returns whether there was a place to put it now */
  #place(): boolean {
    if (!this.#content || this.#content.isConnected) return false;
    const place = document.querySelector(this.dataset["selector"] || DRAWER_FOOTERS);
    place?.before(this.#content);
    return place !== null;
  }
}
