// Stands in for Shopify's runtime of the standard actions, by what its reference and its published types say
// (shopify.dev, "Standard storefront actions"): each action can be configured by the theme; by itself it changes the cart
// and refreshes what it recognizes, and reloads the page where it recognizes nothing.
const CART = "/api/stand-in/cart-lines.json";

async function exchange(payload) {
  const response = await fetch(
    CART,
    payload && {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(payload),
    },
  );
  if (!response.ok) throw new Error(`the cart answered ${response.status}`);
  return response.json();
}

const nameOf = (line) =>
  line.id === undefined ? "add" : Number(line.quantity) === 0 ? "remove" : "update";

/** What of a cart is changed beside its lines, with the events of it. */
const EVENTS_BESIDE_LINES = new Map([
  ["note", "shopify:cart:note-update"],
  ["discountCodes", "shopify:cart:discount-update"],
  ["attributes", "shopify:cart:attributes-update"],
]);

/** The events of a change, one for each kind of it, sent as it starts. */
function announce(payload, result, target, context = "standard-action", detail) {
  const promise = result.then((answer) => ({ ...answer, detail: { ...detail } }));
  promise.catch(() => {});
  const send = (type, properties) => {
    const place = target?.({ type, action: properties.action }) ?? document;
    const event = new Event(type, { bubbles: true });
    place.dispatchEvent(Object.assign(event, { context, promise, ...properties }));
  };
  for (const action of ["add", "update", "remove"]) {
    const lines = (payload.lines ?? []).filter((line) => nameOf(line) === action);
    if (lines.length > 0) send("shopify:cart:lines-update", { action, lines });
  }
  for (const [name, type] of EVENTS_BESIDE_LINES)
    if (payload[name] !== undefined) send(type, { [name]: payload[name] });
}

const drawer = () => document.querySelector("cart-drawer-component, cart-drawer");

/**
 * In place, by the event of Horizon's first versions or by the sections of Dawn; else by a reload (shopify.dev, "How the defaults
 * recognize a theme").
 */
async function refresh(cart) {
  if (document.querySelector("cart-items-component")) {
    document.dispatchEvent(new CustomEvent("cart:update", { bubbles: true }));
    return;
  }
  const elements = [
    ...document.querySelectorAll("cart-drawer, cart-notification, cart-items, cart-drawer-items"),
  ];
  const places = elements.flatMap((element) => element.getSectionsToRender?.() ?? []);
  const ids = [...new Set(places.map((place) => place.section ?? place.id))];
  if (ids.length === 0) return location.reload();
  // Sections of a template are rendered for a page that has it (shopify.dev, "Section Rendering API").
  const response = await fetch(`${location.pathname}?sections=${ids.join()}`);
  const sections = await response.json();
  for (const { id, section = id, selector = ".shopify-section" } of places) {
    const page = new DOMParser().parseFromString(sections[section] ?? "", "text/html");
    const fresh = page.querySelector(selector);
    const found = document.getElementById(id);
    const place = found?.querySelector(selector) ?? found ?? document.querySelector(selector);
    if (fresh && place) place.innerHTML = fresh.innerHTML;
  }
  for (const element of elements) element.classList.toggle("is-empty", cart.totalQuantity === 0);
}

const CHANGEABLE = new Set(["lines", ...EVENTS_BESIDE_LINES.keys()]);
const DEFAULTS = {
  async updateCart(payload) {
    const unknown = Object.keys(payload).filter((key) => !CHANGEABLE.has(key));
    if (unknown.length > 0) throw new Error(`the stand-in's updateCart does not know ${unknown}`);
    return exchange(payload);
  },
  async openCart() {
    const element = drawer();
    if (element?.open) element.open();
    else location.assign(`${window.Shopify.routes.root}cart`);
  },
};

const configured = new Map();

async function updateCart(payload, options) {
  const { eventTarget, handler } = configured.get("updateCart") ?? {};
  let answer;
  const begin = () => (answer ??= DEFAULTS.updateCart(payload));
  let settle;
  const result = new Promise((resolve, reject) => (settle = { resolve, reject }));
  announce(payload, result, eventTarget, options?.event?.context, options?.event?.detail);
  try {
    const given = handler ? await handler(begin, payload, options) : await begin();
    settle.resolve(given);
    if (!configured.has("updateCart")) await refresh(given.cart);
    return given;
  } catch (failure) {
    settle.reject(failure);
    const event = new Event("shopify:cart:error", { bubbles: true });
    const place = eventTarget?.({ type: event.type }) ?? document;
    place.dispatchEvent(Object.assign(event, { error: failure.message }));
    throw failure;
  }
}

async function openCart() {
  const { handler } = configured.get("openCart") ?? {};
  return handler ? handler(DEFAULTS.openCart) : DEFAULTS.openCart();
}

function configurable(name, action) {
  action.isDefault = () => !configured.has(name);
  action.configure = (options) => {
    configured.set(name, options);
    return true;
  };
  return action;
}

const getCart = async () => ({ cart: (await exchange()).cart });
getCart.isDefault = () => true;

window.Shopify.actions = Object.freeze({
  getCart,
  updateCart: configurable("updateCart", updateCart),
  openCart: configurable("openCart", openCart),
});
