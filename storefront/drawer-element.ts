import { showLatest, watchCart } from "./cart-refresh.ts";
import type { CartContent } from "./cart-refresh.ts";

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
  #content: CartContent | null = null;
  #observer = new MutationObserver(() => this.#place());

  connectedCallback(): void {
    this.#content ??= this.querySelector("template")
      ?.content.querySelector<CartContent>("tandem-cart")
      ?.cloneNode(true) as CartContent;
    this.#observer.observe(document.body, { childList: true, subtree: true });
    watchCart();
    this.#place();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    this.#content?.remove();
  }

  #place(): void {
    if (!this.#content || this.#content.isConnected) return;
    const { selector } = this.dataset;
    const list = selector ? null : document.querySelector(SCROLLING_LISTS);
    const place = list ?? document.querySelector(selector || DRAWER_FOOTERS);
    // Forms of ours cannot stand in the theme's.
    const form = place?.closest("form");
    if (form) form.after(this.#content);
    else if (list) list.append(this.#content);
    else place?.before(this.#content);
    // What waited outside of the page may be about a cart of before.
    if (place) showLatest(this.#content);
  }
}
