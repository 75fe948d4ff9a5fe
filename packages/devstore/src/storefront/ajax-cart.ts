import express from "express";
import type { Request, Response } from "express";

import { addToCart, CartError, changePlan, changeQuantities, keysOfItem } from "../cart/cart.ts";
import type { CartItem } from "../cart/cart.ts";
import { presentCart } from "../cart/present-cart.ts";
import { showCart, toLineQuantities } from "../cart/transform-cart.ts";
import { priceCart } from "../checkout/price-cart.ts";
import { findCode } from "../checkout/codes.ts";
import type { Devstore } from "../context.ts";
import type { Cart } from "../state/types.ts";
import { multipartFields } from "./form-body.ts";
import type { Renderer } from "./render.ts";
import { rootUrl, visitorCart } from "./request-cart.ts";

type Body = Record<string, unknown>;

/** Most sections in one answer (shopify.dev, "Section Rendering API"). */
const SECTION_LIMIT = 5;

/** The cart page, its form posts, and the Ajax API: `/cart.js`, `/cart/add`, `/change`, `/update`, `/clear`. */
export function ajaxCart(devstore: Devstore, renderer: Renderer): express.Router {
  const { store, functionSchemas, now } = devstore;
  const router = express.Router();
  router.use(express.json(), express.urlencoded({ extended: true }), multipartFields);

  /** Sections that were asked for with a change, of the page that `sections_url` names, or else of the one that asks. */
  const sectionsOf = async (request: Request, cart: Cart): Promise<Body> => {
    const body = (request.body ?? request.query) as Body;
    const ids = readSectionIds(body["sections"]);
    if (ids.length === 0) return {};
    const address = String(body["sections_url"] ?? request.get("referer") ?? "/");
    const url = new URL(address, devstore.storeUrl);
    const path = withoutLocale(url.pathname, rootUrl(request));
    const page =
      (await renderer.at(request, path, url.searchParams, { cart })) ??
      (await renderer.at(request, "/", new URLSearchParams(), { cart }));
    return { sections: page?.sections(ids) ?? {} };
  };

  const present = async (cart: Cart) =>
    presentCart(store, cart, await priceCart(store, functionSchemas, cart, now()));

  const answer = async (request: Request, response: Response, cart: Cart) => {
    response.json({ ...(await present(cart)), ...(await sectionsOf(request, cart)) });
  };

  const shownLines = (cart: Cart) => showCart(store, functionSchemas, cart, now());

  router.get(["/cart.js", "/cart.json"], async (request, response) =>
    answer(request, response, visitorCart(devstore, request)),
  );

  router.post(["/cart/add", "/cart/add.js"], async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    const items = readItems(request.body as Body);
    const change = () => addToCart(store, cart, items, now());
    if (!isAjax(request)) return void redirectAfter(request, response, change);
    const changed = tryChange(response, change);
    if (!changed) return;
    const presented = await present(changed);
    // Here Shopify tells only the lines that were added to: a list of them, or the one of a plain form.
    const keys = items.map((item) => keysOfItem(item, items).key);
    const added = presented.items.filter((item) => keys.includes(item.key));
    const isList = (request.body as Body)["items"] !== undefined;
    response.json({
      ...(isList || !added[0] ? { items: added } : added[0]),
      ...(await sectionsOf(request, changed)),
    });
  });

  router.post(["/cart/change", "/cart/change.js"], async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    const body = request.body as Body;
    const shown = await shownLines(cart);
    const key = body["line"] ? shown[Number(body["line"]) - 1]?.key : String(body["id"] ?? "");
    const changed = tryChange(response, () => {
      if (!shown.some((line) => line.key === key))
        throw new CartError("no valid id or line parameter", 400);
      if (body["selling_plan"] !== undefined) {
        const plan = readPlan(body["selling_plan"]);
        const quantity = body["quantity"] === undefined ? undefined : toQuantity(body["quantity"]);
        return changePlan(store, cart, { key: key ?? "", plan, quantity }, now());
      }
      const quantities = new Map([[key ?? "", toQuantity(body["quantity"])]]);
      return changeQuantities(store, cart, toLineQuantities(cart, shown, quantities), now());
    });
    if (!changed) return;
    if (isAjax(request)) await answer(request, response, changed);
    else response.redirect(303, `${rootUrl(request)}cart`);
  });

  // The plain link of a line, for a page whose script did not run.
  router.get("/cart/change", async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    const asked = new Map([
      [String(request.query["id"] ?? ""), toQuantity(request.query["quantity"])],
    ]);
    const quantities = toLineQuantities(cart, await shownLines(cart), asked);
    redirectAfter(request, response, () => changeQuantities(store, cart, quantities, now()));
  });

  // A link that brings a code into the cart (help.shopify.com, "Promoting discount codes").
  // A cart permalink (shopify.dev, "Create cart permalinks"): a new cart with what the address names.
  router.get("/cart/:items", (request, response, next) => {
    const { items = "" } = request.params;
    if (!/^\d+:\d+(,\d+:\d+)*$/.test(items)) return next();
    const encoded = String(request.query["properties"] ?? "");
    const properties = encoded
      ? (JSON.parse(Buffer.from(encoded, "base64url").toString()) as Record<string, string>)
      : {};
    const added = items.split(",").map((item, index) => {
      const [variantNumber = 0, quantity = 0] = item.split(":").map(Number);
      // Properties are those of the first product.
      return { variantNumber, quantity, properties: index === 0 ? properties : {} };
    });
    const before = visitorCart(devstore, request, response);
    try {
      addToCart(store, { ...before, lines: [] }, added, now());
    } catch (failure) {
      if (!(failure instanceof CartError)) throw failure;
      return response.redirect(
        `${rootUrl(request)}cart?error=${encodeURIComponent(failure.message)}`,
      );
    }
    const isCart = request.query["storefront"] === "true";
    response.redirect(`${rootUrl(request)}${isCart ? "cart" : "checkout"}`);
  });

  router.get("/discount/:code", (request, response) => {
    const known = findCode(store, request.params.code);
    if (known) {
      const cart = visitorCart(devstore, request, response);
      store.carts.put({ ...cart, discountCodes: [known.code] });
    }
    const to = String(request.query["redirect"] ?? "");
    response.redirect(/^\/(?!\/)/.test(to) ? to : rootUrl(request));
  });

  router.post(["/cart/update", "/cart/update.js", "/cart"], async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    const body = request.body as Body;
    const shown = await shownLines(cart);
    const change = () => {
      const codes =
        typeof body["discount"] === "string" ? body["discount"].split(",") : cart.discountCodes;
      const known = codes.flatMap((code) => findCode(store, code)?.code ?? []);
      return changeQuantities(
        store,
        { ...cart, ...readNotes(cart, body), discountCodes: known },
        toLineQuantities(cart, shown, readUpdates(body["updates"], shown)),
        now(),
      );
    };
    if (isAjax(request)) {
      const changed = tryChange(response, change);
      if (changed) await answer(request, response, changed);
    } else if ("checkout" in body)
      redirectAfter(request, response, change, `${rootUrl(request)}checkout`);
    else redirectAfter(request, response, change);
  });

  router.post(["/cart/clear", "/cart/clear.js"], async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    await answer(request, response, store.carts.put({ ...cart, lines: [] }));
  });
  return router;
}

/** A script asks, and not a form: by the address, or by what it says of itself, as themes do. */
const isAjax = (request: Request) =>
  request.path.endsWith(".js") ||
  request.get("x-requested-with") === "XMLHttpRequest" ||
  /^application\/(json|javascript)/.test(request.get("accept") ?? "");

/** Ids of the sections that are asked for: a list, or a text with commas. */
export function readSectionIds(asked: unknown): string[] {
  return (Array.isArray(asked) ? asked : String(asked ?? "").split(","))
    .map(String)
    .filter(Boolean)
    .slice(0, SECTION_LIMIT);
}

const withoutLocale = (path: string, root: string) =>
  root !== "/" && `${path}/`.startsWith(root) ? path.slice(root.length - 1) || "/" : path;

const toQuantity = (value: unknown) => Math.max(0, Math.floor(Number(value)) || 0);

function tryChange(response: Response, change: () => Cart): Cart | null {
  try {
    return change();
  } catch (failure) {
    if (!(failure instanceof CartError)) throw failure;
    response.status(failure.status).json({
      status: failure.status,
      message: "Cart Error",
      description: failure.message,
      errors: failure.message,
    });
    return null;
  }
}

function redirectAfter(
  request: Request,
  response: Response,
  change: () => Cart,
  target = `${rootUrl(request)}cart`,
): void {
  try {
    change();
    response.redirect(303, target);
  } catch (failure) {
    if (!(failure instanceof CartError)) throw failure;
    response.redirect(303, `${rootUrl(request)}cart?error=${encodeURIComponent(failure.message)}`);
  }
}

/** Items of an add: `id` and `quantity`, or a list of them under `items`. */
export function readItems(body: Body): CartItem[] {
  const listed = body["items"];
  const items = Array.isArray(listed)
    ? listed
    : listed && typeof listed === "object"
      ? Object.values(listed)
      : [body];
  return (items as Body[]).map((item) => ({
    variantNumber: Number(item["id"]),
    quantity: item["quantity"] === undefined ? 1 : Number(item["quantity"]),
    ...(item["parent_id"] !== undefined && { parentVariantNumber: Number(item["parent_id"]) }),
    ...(item["parent_line_key"] !== undefined && {
      parentLineKey: String(item["parent_line_key"]),
    }),
    ...(readPlan(item["selling_plan"]) !== undefined && {
      sellingPlan: readPlan(item["selling_plan"])!,
    }),
    properties: Object.fromEntries(
      Object.entries((item["properties"] ?? {}) as Body).map(([key, value]) => [
        key,
        String(value),
      ]),
    ),
  }));
}

/** The number of a selling plan; a form's empty field stands for none. */
function readPlan(value: unknown): number | undefined {
  return value === null || value === undefined || value === "" ? undefined : Number(value);
}

/** Quantities by line key; a list of them is in the order of the lines. */
function readUpdates(updates: unknown, shown: readonly { key: string }[]): Map<string, number> {
  if (Array.isArray(updates))
    return new Map(
      shown
        .slice(0, updates.length)
        .map(({ key }, index) => [key, toQuantity(updates[index])] as const),
    );
  return new Map(
    Object.entries((updates ?? {}) as Body).map(([key, quantity]) => [key, toQuantity(quantity)]),
  );
}

/**
 * The note, and the attributes, of which those are changed that are named (shopify.dev, Ajax API, "/cart/update.js"); null takes
 * one out.
 */
function readNotes(cart: Cart, body: Body): Pick<Cart, "note" | "attributes"> {
  const { note, attributes } = body;
  const changed = new Map(Object.entries(cart.attributes));
  for (const [key, value] of Object.entries((attributes ?? {}) as Body)) {
    if (value === null) changed.delete(key);
    else changed.set(key, String(value));
  }
  return {
    note: typeof note === "string" ? note : cart.note,
    attributes: Object.fromEntries(changed),
  };
}
