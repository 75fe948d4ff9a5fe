import { refreshCarts } from "./cart-refresh.ts";

/**
 * The part of a drawer that scrolls: Dawn's, and Horizon's. What is put elsewhere into a drawer of a fixed height pushes
 * the checkout button out of it.
 */
const SCROLLING_LISTS = "cart-drawer-items, theme-drawer#cart-drawer .cart-drawer__items";

/** Where no such list is known: above the footer of the drawer. */
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
    const { selector } = this.dataset;
    const list = selector ? null : document.querySelector(SCROLLING_LISTS);
    const place = list ?? document.querySelector(selector || DRAWER_FOOTERS);
    // Forms of ours cannot stand in the theme's.
    const form = place?.closest("form");
    if (form) form.after(this.#content);
    else if (list) list.append(this.#content);
    else place?.before(this.#content);
    return place !== null;
  }
}
