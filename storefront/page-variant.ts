/** An event about a choice of variant whose outcome may still be on its way (shopify.dev, "shopify:product:select"). */
interface SelectEvent extends Event {
  readonly promise?: Promise<unknown>;
}

const BUY_FIELD = 'form[action*="/cart/add"] [name="id"]';

/**
 * The theme's form that buys the page's product, not one of ours, nor of a card in a search, a drawer or another section:
 * that may come first in the page.
 * @param element a block in the product's section, or after it
 */
const buyField = (element: Element) =>
  [element.closest(".shopify-section"), document.querySelector("main"), document]
    .flatMap((scope) => [
      ...(scope?.querySelectorAll<HTMLInputElement | HTMLSelectElement>(BUY_FIELD) ?? []),
    ])
    .find((field) => !field.closest(".tandem"));

/**
 * Id of the variant that the page shows: in the theme's form, or else in the page's address; "" for none.
 * @param element a block that is about the page's product
 */
export const pageVariant = (element: Element) =>
  buyField(element)?.value || (new URLSearchParams(location.search).get("variant") ?? "");

/** Resolves when the choice that was made last is in the theme's form. */
let choosing: Promise<unknown> = Promise.resolve();
export const variantChosen = () => choosing;

document.addEventListener("shopify:product:select", (event) => {
  choosing = Promise.resolve((event as SelectEvent).promise).catch(() => null);
});

/**
 * Follows the variant that the page shows, by whichever way the theme changes it: its field's events, the standard
 * event, or a product section that is rendered anew (Dawn does that, and changes the address).
 * @param element within the product's section, or beside it
 * @param show is told the variant at once, and whenever it is another one
 */
export function followVariant(
  element: Element,
  signal: AbortSignal,
  show: (variantId: string) => void,
): void {
  let shown = "";
  const look = () => {
    const variantId = pageVariant(element);
    if (variantId === shown) return;
    shown = variantId;
    show(variantId);
  };
  const later = () => void choosing.then(look);
  for (const type of ["change", "input", "shopify:product:select"])
    document.addEventListener(type, later, { signal });
  window.addEventListener("popstate", look, { signal });
  const observer = new MutationObserver(look);
  for (const section of new Set(
    [element, buyField(element)].map((one) => one?.closest(".shopify-section")),
  ))
    if (section)
      observer.observe(section, { subtree: true, childList: true, attributeFilter: ["value"] });
  signal.addEventListener("abort", () => observer.disconnect());
  look();
}
