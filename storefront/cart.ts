/** Sections that show the cart in Dawn and in themes that follow it; those on the page are refreshed. */
const CART_SECTIONS = [
  "cart-drawer",
  "cart-icon-bubble",
  "cart-notification",
  "main-cart-items",
  "main-cart-footer",
];

const root = (window as { Shopify?: { routes?: { root?: string } } }).Shopify?.routes?.root ?? "/";

const sectionElement = (id: string) => document.getElementById(`shopify-section-${id}`);

/**
 * Adds a form's items in one request and shows the new cart wherever the page has one.
 * @throws with the shop's own words when the shop refuses
 */
export async function addToCart(form: FormData): Promise<void> {
  const sections = CART_SECTIONS.filter(sectionElement);
  form.append("sections", sections.join());
  form.append("sections_url", location.pathname);
  const response = await fetch(`${root}cart/add.js`, {
    method: "POST",
    body: form,
    headers: { Accept: "application/json" },
  });
  const answer = (await response.json()) as {
    description?: string;
    sections?: Record<string, string | null>;
  };
  if (!response.ok) throw new Error(answer.description);
  for (const [id, html] of Object.entries(answer.sections ?? {})) replaceSection(id, html);
  document.dispatchEvent(new CustomEvent("tandem:cart-updated", { bubbles: true }));
  const drawer = document.querySelector("cart-drawer") as
    (HTMLElement & { open?: () => void }) | null;
  if (drawer?.open) drawer.open();
  else if (sections.length === 0) location.assign(`${root}cart`);
}

/** Puts a section's new content in its place, keeping the element that scripts of the theme hold on to. */
function replaceSection(id: string, html: string | null): void {
  const fresh =
    html &&
    new DOMParser().parseFromString(html, "text/html").getElementById(`shopify-section-${id}`);
  const old = sectionElement(id);
  if (!fresh || !old) return;
  const [inner, freshInner] = [old.querySelector(id), fresh.querySelector(id)];
  if (inner && freshInner) inner.innerHTML = freshInner.innerHTML;
  else old.innerHTML = fresh.innerHTML;
}
