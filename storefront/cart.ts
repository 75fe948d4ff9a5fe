/** Sections that show the cart in Dawn and in themes that follow it; those on the page are refreshed. */
const CART_SECTIONS = [
  "cart-drawer",
  "cart-icon-bubble",
  "cart-notification",
  "main-cart-items",
  "main-cart-footer",
];

const root = (window as { Shopify?: { routes?: { root?: string } } }).Shopify?.routes?.root ?? "/";

/** Address of the cart page in the shopper's language. */
export const cartUrl = `${root}cart`;

const sectionElement = (id: string) => document.getElementById(`shopify-section-${id}`);

/** A line of the cart, as Shopify's Ajax API tells it. */
interface CartItem {
  readonly key: string;
  readonly quantity: number;
  readonly properties: Record<string, string> | null;
  readonly variant_id: number;
  /** Of a nested line: the line that it goes with. */
  readonly parent_relationship?: { readonly parent_key: string } | null;
}

interface CartAnswer {
  readonly description?: string;
  readonly items?: readonly CartItem[];
  readonly sections?: Record<string, string | null>;
}

/** @throws with the shop's own words when the shop refuses */
async function ask(path: string, options?: RequestInit): Promise<CartAnswer> {
  const response = await fetch(root + path, {
    ...options,
    headers: { Accept: "application/json", ...options?.headers },
  });
  const answer = (await response.json()) as CartAnswer;
  if (!response.ok) throw new Error(answer.description);
  return answer;
}

const post = (path: string, body: object) =>
  ask(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

const shownSections = () => CART_SECTIONS.filter(sectionElement);

/** What asks the shop for the page's sections with its answer. */
const sectionsToShow = () => ({ sections: shownSections(), sections_url: location.pathname });

/**
 * Adds a form's items in one request and shows the new cart wherever the page has one.
 * @param opensCart whether the shopper is shown the cart, by its drawer or else its page
 * @throws with the shop's own words when the shop refuses
 */
export async function addToCart(form: FormData, opensCart: boolean): Promise<void> {
  const sections = shownSections();
  form.append("sections", sections.join());
  form.append("sections_url", location.pathname);
  showCart(await ask("cart/add.js", { method: "POST", body: form }));
  if (!opensCart) return;
  const drawer = document.querySelector("cart-drawer") as
    (HTMLElement & { open?: () => void }) | null;
  if (drawer?.open) drawer.open();
  else if (sections.length === 0) location.assign(cartUrl);
}

/**
 * Puts another variant in a line's place, with the line's quantity and properties as they are by now. The new
 * line comes before the old one goes, so that nothing is lost on the way; if the old one cannot go, the new
 * one is taken back. What is nested under the old line is nested under the new one.
 * @returns false when the line is no longer there
 * @throws with the shop's own words when the shop refuses
 */
export async function replaceLine(
  key: string,
  variantId: string,
  offerId: string,
): Promise<boolean> {
  const { items = [] } = await ask("cart.js");
  const line = items.find((item) => item.key === key);
  if (!line) return false;
  const id = Number(variantId);
  const nested = items
    .filter((item) => item.parent_relationship?.parent_key === key)
    .map((item) => ({
      id: item.variant_id,
      quantity: item.quantity,
      properties: item.properties ?? {},
      parent_id: id,
    }));
  const properties = { ...line.properties, _tandem: offerId };
  const added = await post("cart/add.js", {
    items: [{ id, quantity: line.quantity, properties }, ...nested],
  });
  const fresh = added.items?.find((item) => item.variant_id === id);
  try {
    await setQuantity(key, 0);
  } catch (failure) {
    if (fresh) await setQuantity(fresh.key, fresh.quantity - line.quantity);
    throw failure;
  }
  return true;
}

/** Adds a gift, marked as one, and shows the new cart. @throws with the shop's own words when the shop refuses */
export async function giveGift(
  variantId: string,
  quantity: number,
  offerId: string,
): Promise<void> {
  const item = { id: Number(variantId), quantity, properties: { _tandem_gift: offerId } };
  showCart(await post("cart/add.js", { items: [item], ...sectionsToShow() }));
}

/** Sets a line's quantity and shows the new cart. @throws with the shop's own words when the shop refuses */
export async function setQuantity(key: string, quantity: number): Promise<void> {
  showCart(await post("cart/change.js", { id: key, quantity, ...sectionsToShow() }));
}

function showCart({ sections }: CartAnswer): void {
  for (const [id, html] of Object.entries(sections ?? {})) replaceSection(id, html);
  document.dispatchEvent(new CustomEvent("tandem:cart-updated", { bubbles: true }));
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
