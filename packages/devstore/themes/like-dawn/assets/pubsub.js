// Parts of the theme tell each other what happened by lists of their own, and not by events of the page: no app hears them.
const PUB_SUB_EVENTS = {
  cartUpdate: "cart-update",
  optionValueSelectionChange: "option-value-selection-change",
  variantChange: "variant-change",
  cartError: "cart-error",
};

const subscribers = new Map();

/** @returns what ends it */
function subscribe(name, call) {
  const calls = subscribers.get(name) ?? new Set();
  subscribers.set(name, calls.add(call));
  return () => calls.delete(call);
}

function publish(name, data) {
  return Promise.all([...(subscribers.get(name) ?? [])].map((call) => call(data)));
}

const readPage = (html) => new DOMParser().parseFromString(html, "text/html");

/** What a rendered section has for a place of the page. */
function innerOf(html, selector = ".shopify-section") {
  return readPage(html).querySelector(selector).innerHTML;
}
