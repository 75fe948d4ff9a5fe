// What the theme's elements are made of. An attribute as `on:submit="/handleSubmit"` names a method of the element around it, or,
// behind `#id`, of another: listeners of the document call it, as the event comes down and before anything below hears of it.
const EVENTS = ["click", "change", "submit", "input", "keydown"];

let isListening = false;

function listen() {
  if (isListening) return;
  isListening = true;
  for (const type of EVENTS)
    document.addEventListener(type, (event) => dispatch(event, `on:${type}`), { capture: true });
}

function dispatch(event, attribute) {
  const element = event.target.closest?.(`[${CSS.escape(attribute)}]`);
  if (!element) return;
  const [who, method, value] = element.getAttribute(attribute).split("/");
  const component = who ? document.querySelector(who) : nearestComponent(element);
  if (typeof component?.[method] !== "function") return;
  component[method](...(value === undefined ? [event] : [Number(value), event]));
}

const nearestComponent = (element) => {
  for (let one = element; one; one = one.parentElement)
    if (one instanceof Component || one.localName.endsWith("-component")) return one;
  return null;
};

export class Component extends HTMLElement {
  connectedCallback() {
    listen();
  }

  /** Elements below that have a name in `ref`, and no other component between. */
  refs(name) {
    return [...this.querySelectorAll(`[ref="${name}"]`)].filter(
      (element) => nearestComponent(element.parentElement) === this,
    );
  }

  ref(name) {
    return this.refs(name)[0] ?? null;
  }
}
