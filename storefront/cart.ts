import { ask, post } from "./cart-api.ts";
import { changeByAction, lineOf, openByAction } from "./standard-actions.ts";
import type { ActionLine } from "./standard-actions.ts";
import { isDawnPage, sectionsToShow, showCart } from "./theme-cart.ts";

export { cartUrl, kindOf } from "./cart-api.ts";

/**
 * Adds a form's items in one request and shows the new cart wherever the page has one.
 * @param opensCart whether the shopper is shown the cart, by its drawer or else its page
 * @throws CartRefusal
 */
export async function addToCart(form: FormData, opensCart: boolean): Promise<void> {
  const line = lineOf(form);
  if (line && (await changeLine(line))) {
    if (opensCart) await openByAction();
    return;
  }
  const { sections, sections_url: url } = sectionsToShow();
  form.append("sections", sections.join());
  form.append("sections_url", url);
  await showCart(await ask("cart/add.js", { method: "POST", body: form }), "add", opensCart);
}

/**
 * Puts another variant in a line's place, with the line's quantity and properties as they are by now. The new
 * line comes before the old one goes, so that nothing is lost on the way; if the old one cannot go, the new
 * one is taken back. What is nested under the old line is nested under the new one. The page is shown the cart once,
 * at the end: a theme that reloads it would cut this short.
 * @returns false when the line is no longer there
 * @throws CartRefusal
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
    const answer = await post("cart/change.js", { id: key, quantity: 0, ...sectionsToShow() });
    await showCart(answer, "update", false);
  } catch (failure) {
    if (fresh) await setQuantity(fresh.key, fresh.quantity - line.quantity);
    throw failure;
  }
  return true;
}

/** Adds a gift, marked as one, and shows the new cart. @throws CartRefusal */
export async function giveGift(
  variantId: string,
  quantity: number,
  offerId: string,
): Promise<void> {
  const form = new FormData();
  form.append("id", variantId);
  form.append("quantity", String(quantity));
  form.append("properties[_tandem_gift]", offerId);
  await addToCart(form, false);
}

/** Changes a line by an action, where that shows the cart best. @returns whether it did @throws CartRefusal */
const changeLine = (line: ActionLine) => changeByAction(line, isDawnPage());

/** Sets a line's quantity and shows the new cart. @throws CartRefusal */
export async function setQuantity(key: string, quantity: number): Promise<void> {
  if (await changeLine({ id: key, quantity })) return;
  const answer = await post("cart/change.js", { id: key, quantity, ...sectionsToShow() });
  await showCart(answer, quantity > 0 ? "update" : "remove", false);
}
