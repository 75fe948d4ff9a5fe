import express from "express";
import type { Request, Response } from "express";
import { parse as parseFields } from "qs";

import { addToCart, CartError, changeQuantities, keysOfItem } from "../cart/cart.ts";
import type { CartItem } from "../cart/cart.ts";
import { presentCart } from "../cart/present-cart.ts";
import { showCart, toLineQuantities } from "../cart/transform-cart.ts";
import { priceCart } from "../checkout/price-cart.ts";
import { findCode } from "../checkout/codes.ts";
import type { Devstore } from "../context.ts";
import type { Cart } from "../state/types.ts";
import type { Renderer } from "./render.ts";
import { SECTION_LIMIT } from "./pages.ts";
import { rootUrl, visitorCart } from "./request-cart.ts";

type Body = Record<string, unknown>;

/** The cart page, its form posts, and the Ajax API: `/cart.js`, `/cart/add`, `/change`, `/update`, `/clear`. */
export function ajaxCart(devstore: Devstore, renderer: Renderer): express.Router {
  const { store, functionSchemas, now } = devstore;
  const router = express.Router();
  router.use(express.json(), express.urlencoded({ extended: true }), multipartFields);

  const answer = async (request: Request, response: Response, cart: Cart, extra: Body = {}) => {
    const asked = ((request.body ?? request.query) as Body)["sections"];
    const ids = (Array.isArray(asked) ? asked : String(asked ?? "").split(","))
      .map(String)
      .filter(Boolean)
      .slice(0, SECTION_LIMIT);
    const sections = Object.fromEntries(
      await Promise.all(
        ids.map(async (id) => [id, await renderer.section(request, id, cart)] as const),
      ),
    );
    const priced = await priceCart(store, functionSchemas, cart, now());
    response.json({
      ...presentCart(store, cart, priced),
      ...extra,
      ...(ids.length > 0 && { sections }),
    });
  };

  const shownLines = (cart: Cart) => showCart(store, functionSchemas, cart, now());

  router.get("/cart.js", async (request, response) =>
    answer(request, response, visitorCart(devstore, request)),
  );

  router.get("/cart", async (request, response) => {
    const items = await renderer.section(request, "main-cart-items");
    const blocks = await renderer.blocks(request, "cart", {});
    const inner = items!.replace(/^<div[^>]*>/, "").replace(/<\/div>$/, "");
    response.send(
      await renderer.page(request, "cart", {
        page_title: "Cart",
        cart_items_section: inner,
        content_for_blocks: blocks,
        error: request.query["error"],
      }),
    );
  });

  router.post(["/cart/add", "/cart/add.js"], async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    const items = readItems(request.body as Body);
    const change = () => addToCart(store, cart, items, now());
    if (!isAjax(request)) return void redirectAfter(request, response, change);
    const changed = tryChange(response, change);
    if (!changed) return;
    const presented = presentCart(
      store,
      changed,
      await priceCart(store, functionSchemas, changed, now()),
    );
    // Here Shopify tells only the lines that were added to.
    const added = items.map((item) => keysOfItem(item, items).key);
    await answer(request, response, changed, {
      items: presented.items.filter((item) => added.includes(item.key)),
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
      const quantities = new Map([[key ?? "", toQuantity(body["quantity"])]]);
      return changeQuantities(store, cart, toLineQuantities(cart, shown, quantities), now());
    });
    if (changed) await answer(request, response, changed);
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

  router.post(["/cart/update.js", "/cart"], async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    const body = request.body as Body;
    const shown = await shownLines(cart);
    const change = () => {
      const codes =
        typeof body["discount"] === "string" ? body["discount"].split(",") : cart.discountCodes;
      const known = codes.flatMap((code) => findCode(store, code)?.code ?? []);
      return changeQuantities(
        store,
        { ...cart, discountCodes: known },
        toLineQuantities(cart, shown, readUpdates(body["updates"])),
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

  router.post("/cart/clear.js", async (request, response) => {
    const cart = visitorCart(devstore, request, response);
    await answer(request, response, store.carts.put({ ...cart, lines: [] }));
  });
  return router;
}

const isAjax = (request: Request) => request.path.endsWith(".js");

const toQuantity = (value: unknown) => Math.max(0, Math.floor(Number(value)) || 0);

function tryChange(response: Response, change: () => Cart): Cart | null {
  try {
    return change();
  } catch (failure) {
    if (!(failure instanceof CartError)) throw failure;
    response
      .status(failure.status)
      .json({ status: failure.status, message: "Cart Error", description: failure.message });
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
    properties: Object.fromEntries(
      Object.entries((item["properties"] ?? {}) as Body).map(([key, value]) => [
        key,
        String(value),
      ]),
    ),
  }));
}

/** Quantities by line key. */
function readUpdates(updates: unknown): Map<string, number> {
  return new Map(
    Object.entries((updates ?? {}) as Body).map(([key, quantity]) => [key, toQuantity(quantity)]),
  );
}

/** Text fields of a multipart body, as a browser's FormData sends them; files are not taken. */
function multipartFields(
  request: Request,
  _response: Response,
  next: (failure?: unknown) => void,
): void {
  if (!request.is("multipart/form-data")) return next();
  const read = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { "Content-Type": request.get("content-type")! };
    const form = await new globalThis.Response(Buffer.concat(chunks), { headers }).formData();
    const fields = [...form.entries()].map(([key, value]) => [key, String(value)]);
    request.body = parseFields(new URLSearchParams(fields).toString());
    next();
  };
  read().catch(next);
}
