import { ask, cartUrl } from "./cart-api.ts";
import type { CartAnswer } from "./cart-api.ts";

/** A part of the page that an element of Dawn's, or of a theme that follows it, renders anew. */
interface SectionPart {
  readonly id: string;
  readonly section?: string;
  readonly selector?: string;
}

interface DawnElement extends HTMLElement {
  getSectionsToRender?(): readonly SectionPart[];
  renderContents?(state: CartAnswer & { readonly key: string }): void;
  setActiveElement?(element: Element | null): void;
  /** @param opener of Dawn's drawer: what has the focus when it is closed again */
  open?(opener?: Element): void;
}

const WRAPPER = "shopify-section-";
/** The elements that show a cart and say how, by the names that Dawn and its followers give them. */
const DAWN_ITEMS = "cart-items, cart-drawer-items";
const DAWN_NOTIFICATION = "cart-notification";
const HORIZON_ITEMS = "cart-items-component";

const all = <E extends HTMLElement>(selector: string) => [
  ...document.querySelectorAll<E>(selector),
];

/** Sections of the page whose name says that they show the cart: `cart-drawer`, `template--1__cart-items`. */
const cartSections = () =>
  all(`[id^="${WRAPPER}"][id*="cart"]`).map((element) => element.id.slice(WRAPPER.length));

/** Whether the page is of Dawn's kind: its elements say what is to be rendered. */
export const isDawnPage = () =>
  all<DawnElement>(`${DAWN_ITEMS}, ${DAWN_NOTIFICATION}`).some((one) => one.getSectionsToRender);

/** What Dawn's own elements render: they know under which names, and where it goes. */
const dawnParts = (elements = DAWN_ITEMS) =>
  all<DawnElement>(elements).flatMap((element) => {
    try {
      return element.getSectionsToRender?.() ?? [];
    } catch {
      // On a page that lacks one of its parts, the element cannot say.
      return [];
    }
  });

const horizonSections = () =>
  all(HORIZON_ITEMS).flatMap((element) => element.dataset["sectionId"] ?? []);

/** What asks the shop, with a change, for the parts of the page that show the cart. Five is the most (shopify.dev, "Bundled section rendering"). */
export function sectionsToShow(): { sections: string[]; sections_url: string } {
  // A notification is for pages without the cart's lines: with theirs, its parts would be more than five.
  const items = dawnParts();
  const parts = items.length > 0 ? items : dawnParts(DAWN_NOTIFICATION);
  const known = [...parts.map(({ id, section }) => section ?? id), ...horizonSections()];
  const sections = [...new Set(known.length > 0 ? known : cartSections())].slice(0, 5);
  return { sections, sections_url: location.pathname };
}

/**
 * Shows a cart that was changed past the theme, wherever the page has one: by the theme's own ways where they are
 * known, or else by a new page, for a cart that is not shown as it is must not be called changed.
 * @param answer of the Ajax API, with the sections that were asked for
 * @param opensCart whether the shopper is shown the cart, by its drawer or else its page
 */
export async function showCart(
  answer: CartAnswer,
  action: "add" | "update" | "remove",
  opensCart: boolean,
): Promise<void> {
  // What follows the event renders its sections itself, and would lose what it has in them.
  const isShown = (await announce(answer, action)) || showSections(answer);
  if (opensCart && notify(answer)) return;
  const drawer = document.querySelector<DawnElement>(
    "cart-drawer, theme-drawer#cart-drawer, cart-drawer-component",
  );
  if (opensCart && (drawer?.open || !isShown)) {
    if (drawer?.open) drawer.open(document.activeElement ?? undefined);
    else location.assign(cartUrl);
  } else if (!isShown) location.reload();
}

/** @returns whether the theme has a notification (Dawn), and it tells of the line that was added */
function notify(answer: CartAnswer): boolean {
  const notification = document.querySelector<DawnElement>(DAWN_NOTIFICATION);
  const key = answer.items?.[0]?.key ?? answer.key;
  if (!notification?.renderContents || key === undefined) return false;
  try {
    notification.setActiveElement?.(document.activeElement);
    notification.renderContents({ ...answer, key });
    return true;
  } catch {
    // It looks for the line by its key, and a line that was merged into a bundle has another one.
    return false;
  }
}

/** @returns whether a section that was asked for has its place */
function showSections({ sections = {}, item_count: count }: CartAnswer): boolean {
  for (const element of all("cart-drawer, cart-items, #main-cart-footer"))
    element.classList.toggle("is-empty", count === 0);
  const parts = dawnParts();
  if (parts.length > 0)
    return parts
      .map(({ id, section = id, selector = ".shopify-section" }) => {
        const place = document.getElementById(id);
        return put(place?.querySelector(selector) ?? place, sections[section], selector);
      })
      .includes(true);
  return Object.entries(sections)
    .map(([id, html]) => {
      const place = document.getElementById(WRAPPER + id);
      // Scripts of the theme may hold on to the element itself.
      const inner = place?.querySelector(id) ? ` ${id}` : "";
      return put(
        place && (inner ? place.querySelector(id) : place),
        html,
        `[id="${WRAPPER}${id}"]${inner}`,
      );
    })
    .includes(true);
}

function put(place: Element | null | undefined, html: string | null | undefined, selector: string) {
  const fresh = html && new DOMParser().parseFromString(html, "text/html").querySelector(selector);
  if (!fresh || !place) return false;
  place.innerHTML = fresh.innerHTML;
  return true;
}

/**
 * Tells the page by the standard event, which Horizon's elements follow, and other apps
 * (shopify.dev, "shopify:cart:lines-update").
 * @returns whether the page has elements that are known to follow it
 */
async function announce(answer: CartAnswer, action: string): Promise<boolean> {
  const listeners = all(HORIZON_ITEMS);
  const isHeard = listeners.length > 0;
  // Of an add, the API tells only what was added.
  const cart = isHeard && answer.item_count === undefined ? await ask("cart.js") : answer;
  const detail = { sections: answer.sections, items: cart.items, itemCount: cart.item_count };
  const event = new Event("shopify:cart:lines-update", { bubbles: true });
  document.dispatchEvent(
    Object.assign(event, {
      action,
      // Of a change by our own request, our elements know already.
      isTandem: true,
      context: "standard-action",
      lines: [],
      promise: Promise.resolve({ cart: { totalQuantity: cart.item_count }, detail }),
    }),
  );
  return isHeard;
}
