import { CartRefusal } from "./cart-api.ts";

/** A line as `updateCart` takes it: with `merchandiseId` it is added, with `id` it is changed (0 removes it). */
export interface ActionLine {
  readonly id?: string;
  readonly merchandiseId?: string;
  readonly quantity: number;
  readonly attributes?: readonly { readonly key: string; readonly value: string }[];
  readonly sellingPlanId?: string;
}

/** As much of Shopify's standard actions as is used (shopify.dev, "Standard storefront actions"). */
interface StandardActions {
  readonly updateCart: {
    (payload: { lines: readonly ActionLine[] }): Promise<{
      userErrors?: readonly unknown[];
      warnings?: readonly unknown[];
    }>;
    isDefault(): boolean;
  };
  openCart(): Promise<void>;
}

/** Shopify puts them on every page, by a module: they are there once the page was read. */
const actions = () => (window as { Shopify?: { actions?: StandardActions } }).Shopify?.actions;

/**
 * Changes a line of the cart by the theme's own action, or by Shopify's for themes that have none: either shows the new cart, by
 * a reload where nothing else is known to.
 * @param isThemeKnown whether the page can be shown the cart in another way, which goes before Shopify's own: that knows of no
 *   notification, and leaves the page for the cart where the theme has no drawer
 * @returns false where there are no actions, or another way is better, and nothing was done
 * @throws CartRefusal
 */
export async function changeByAction(line: ActionLine, isThemeKnown: boolean): Promise<boolean> {
  const standard = actions();
  if (!standard || (isThemeKnown && standard.updateCart.isDefault())) return false;
  const { userErrors = [], warnings = [] } = await standard
    .updateCart({ lines: [line] })
    .catch(() => {
      throw new CartRefusal("failed");
    });
  // A warning says that there was less in stock than was asked for.
  if (userErrors.length + warnings.length > 0) throw new CartRefusal("refused");
  return true;
}

/** Shows the cart to the shopper, in the theme's drawer or on its page. */
export async function openByAction(): Promise<void> {
  await actions()?.openCart();
}

/**
 * The line of a form of ours as an action takes it.
 * @returns null where it cannot be carried. What is nested under another line has no place in an action, nor has a file.
 *   Several lines have: but of what is short, the Storefront API behind it adds what there is, with a warning, where the
 *   Ajax API adds nothing, and half a bundle is none.
 */
export function lineOf(form: FormData): ActionLine | null {
  const item = new Map<string, string>();
  for (const [name, value] of form) {
    // `items[0][properties][_tandem]` of a list of one, `properties[_tandem]` of a single item.
    const field = /^(?:items\[0\])?\[?(\w+)\]?((?:\[[^\]]+\])?)$/.exec(name);
    if (!field || typeof value !== "string" || field[1] === "parent_id") return null;
    item.set(`${field[1]}${field[2]}`, value);
  }
  const sellingPlanId = item.get("selling_plan");
  return {
    merchandiseId: item.get("id") ?? "",
    quantity: Number(item.get("quantity") ?? 1),
    attributes: [...item].flatMap(([field, value]) => {
      const key = /^properties\[([^\]]+)/.exec(field)?.[1];
      return key === undefined ? [] : { key, value };
    }),
    ...(sellingPlanId && { sellingPlanId }),
  };
}
