// The library of standard storefront events, as far as themes use it, written after its public reference (shopify.dev,
// "Standard storefront events" and "Dispatch events"). What it does not know is undefined, and fails by its name.
export const StandardEvents = Object.freeze({
  pageView: "shopify:page:view",
  productView: "shopify:product:view",
  productSelect: "shopify:product:select",
  cartView: "shopify:cart:view",
  cartError: "shopify:cart:error",
  cartLinesUpdate: "shopify:cart:lines-update",
  cartNoteUpdate: "shopify:cart:note-update",
  cartDiscountUpdate: "shopify:cart:discount-update",
  searchUpdate: "shopify:search:update",
  collectionView: "shopify:collection:view",
  collectionUpdate: "shopify:collection:update",
});

const createGid = (type, id) =>
  String(id).startsWith("gid://") ? String(id) : `gid://shopify/${type}/${id}`;

/** An event whose payload is its properties; it bubbles to the document. */
export class ShopifyStandardEvent extends Event {
  static createGid = createGid;

  constructor(type, payload, options) {
    super(type, { bubbles: true, composed: true, ...options });
    const { type: _type, ...properties } = payload;
    for (const [name, value] of Object.entries(properties))
      Object.defineProperty(this, name, { value, enumerable: true });
  }
}

const amount = (hundredths) => (Number(hundredths) / 100).toFixed(2);

/** The cart of the Ajax API in the form of the Storefront API. */
function createCartFromAjaxResponse(cart) {
  const money = (hundredths) => ({
    totalAmount: { amount: amount(hundredths), currencyCode: cart.currency },
  });
  return {
    id: createGid("Cart", cart.token),
    totalQuantity: cart.item_count,
    cost: money(cart.total_price),
    lines: (cart.items ?? []).map((item) => ({
      id: createGid("CartLine", item.key ?? item.id),
      quantity: item.quantity,
      cost: money(item.final_line_price),
    })),
    discountCodes: cart.discount_codes ?? [],
  };
}

function createPromise() {
  const deferred = {};
  deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
  return deferred;
}

const SORT_KEYS = new Map([
  ["best-selling", "BEST_SELLING"],
  ["title", "TITLE"],
  ["price", "PRICE"],
  ["created", "CREATED"],
  ["manual", "MANUAL"],
  ["relevance", "RELEVANCE"],
]);
const getSortKey = (parameters = new URLSearchParams(location.search)) =>
  SORT_KEYS.get((parameters.get("sort_by") ?? "").replace(/-(ascending|descending)$/, ""));

function parseProductFilters(parameters = new URLSearchParams(location.search)) {
  const available = parameters.getAll("filter.v.availability");
  return available.length > 0 ? available.map((one) => ({ available: one === "1" })) : undefined;
}

const define = (eventName, statics = {}) => {
  const type = class extends ShopifyStandardEvent {
    static eventName = eventName;

    constructor(payload) {
      super(eventName, payload);
    }
  };
  return Object.assign(type, statics);
};
const ofCart = { createPromise, createCartFromAjaxResponse };
const ofList = { createPromise, getSortKey, parseProductFilters };

export const PageViewEvent = define(StandardEvents.pageView);
export const ProductViewEvent = define(StandardEvents.productView);
export const ProductSelectEvent = define(StandardEvents.productSelect, { createPromise });
export const CartViewEvent = define(StandardEvents.cartView, { createCartFromAjaxResponse });
export const CartErrorEvent = define(StandardEvents.cartError);
export const CartLinesUpdateEvent = define(StandardEvents.cartLinesUpdate, ofCart);
export const CartNoteUpdateEvent = define(StandardEvents.cartNoteUpdate, ofCart);
export const CartDiscountUpdateEvent = define(StandardEvents.cartDiscountUpdate, ofCart);
export const SearchUpdateEvent = define(StandardEvents.searchUpdate, ofList);
export const CollectionViewEvent = define(StandardEvents.collectionView);
export const CollectionUpdateEvent = define(StandardEvents.collectionUpdate, ofList);

/** The event of what an element shows, by what the filter `standard_event_data` made. */
function viewEvent(payload) {
  if (payload === null) return null;
  if ("product" in payload) return new ProductViewEvent(payload);
  if ("collection" in payload) return new CollectionViewEvent(payload);
  return payload.cart ? new CartViewEvent(payload) : null;
}

/** A custom element that tells when it is seen: as it stands, in the window, or in a dialog that opens. */
export function createViewEventElement(Base = HTMLElement, { defaultTrigger = "connect" } = {}) {
  return class extends Base {
    #observer = null;

    connectedCallback() {
      super.connectedCallback?.();
      const trigger = this.getAttribute("view-event-trigger") ?? defaultTrigger;
      if (trigger === "connect") this.dispatchViewEvent();
      if (trigger !== "intersect" && trigger !== "dialog") return;
      this.#observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        if (trigger === "intersect") this.#observer?.disconnect();
        this.dispatchViewEvent();
      });
      this.#observer.observe(this);
    }

    disconnectedCallback() {
      super.disconnectedCallback?.();
      this.#observer?.disconnect();
    }

    dispatchViewEvent() {
      const text =
        this.getAttribute("view-event-payload") ??
        this.querySelector(":scope > script[data-view-event-payload]")?.textContent;
      const event = text ? viewEvent(JSON.parse(text)) : null;
      if (event) this.dispatchEvent(event);
    }
  };
}
