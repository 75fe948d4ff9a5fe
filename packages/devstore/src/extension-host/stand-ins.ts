import { ELEMENTS } from "./elements.ts";

type Properties = Readonly<Record<string, unknown>>;
type Draw = (properties: Properties, tell: (event: string, detail?: object) => void) => Node[];

/** Gap and other keywords of Shopify's in lengths of the stand-in's. */
const GAPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    none: "0",
    "small-100": ".25rem",
    small: ".5rem",
    base: ".75rem",
    large: "1.25rem",
  }),
);
const ALIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({ start: "flex-start", end: "flex-end" }),
);
const STYLE = `
  :host{display:block}
  :host([hidden]){display:none}
  *{font:inherit;color:inherit;box-sizing:border-box}
  section{border:1px solid #dadfe6;border-radius:.6rem;padding:1rem}
  h2{font-size:1.1rem;font-weight:600;margin:0 0 .75rem}
  p{margin:0}
  .subdued{color:#5a6270}
  .strong{font-weight:600}
  .button{display:inline-block;padding:.6rem 1rem;border:1px solid #1c3557;border-radius:.4rem;background:none;color:#1c3557;text-decoration:none;cursor:pointer;min-height:2.75rem}
  .button.primary{background:#1c3557;color:#fff}
  .button[aria-busy=true]{opacity:.6}
  .button:focus-visible,input:focus-visible,textarea:focus-visible,a:focus-visible{outline:2px solid #1c3557;outline-offset:2px}
  label{display:block}
  input[type=number],textarea{display:block;width:100%;padding:.6rem;border:1px solid #8a93a0;border-radius:.4rem;margin-top:.25rem}
  fieldset{border:0;padding:0;margin:0}
  .choice{display:flex;gap:.5rem;align-items:center;min-height:2rem}
  progress{width:100%;height:.6rem}
  .banner{border:1px solid;border-radius:.4rem;padding:.6rem .75rem}
  img{width:56px;height:56px;object-fit:cover;border-radius:.4rem;display:block}
`;

/** Makes an element with a class and children. */
function tag<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  more: Partial<HTMLElementTagNameMap[Name]> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), more);
  (element as HTMLElement).append(...children);
  return element;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const inner = () => tag("slot");

/** How each component looks and behaves here: plain HTML, for what matters to a test and to a person trying it. */
const DRAWINGS: ReadonlyMap<string, Draw> = new Map(
  Object.entries({
    "s-banner": ({ heading }) => [
      tag("div", { className: "banner", role: "status" }, [
        ...(heading ? [tag("strong", {}, [text(heading)])] : []),
        inner(),
      ]),
    ],
    "s-button": ({ accessibilityLabel, disabled, href, loading, variant }, tell) => {
      const label = text(accessibilityLabel);
      const className = `button ${text(variant)}`;
      const onclick = () => tell("click");
      const shown = href
        ? tag("a", { className, href: text(href), onclick }, [inner()])
        : tag("button", { className, disabled: Boolean(disabled), onclick }, [inner()]);
      if (label) shown.setAttribute("aria-label", label);
      if (loading) shown.setAttribute("aria-busy", "true");
      return [shown];
    },
    "s-choice": () => [],
    "s-link": ({ href }, tell) => [
      tag("a", { href: text(href), onclick: () => tell("click") }, [inner()]),
    ],
    "s-number-field": ({ label, min, max, step, value }, tell) => {
      const input = tag("input", { type: "number", value: text(value) });
      for (const [name, limit] of Object.entries({ min, max, step }))
        if (limit !== undefined) input.setAttribute(name, String(limit));
      input.addEventListener("input", () => tell("input", { value: input.value }));
      input.addEventListener("change", () => tell("change", { value: input.value }));
      return [tag("label", {}, [text(label), input])];
    },
    "s-paragraph": ({ color }) => [tag("p", { className: text(color) }, [inner()])],
    "s-product-thumbnail": ({ src, alt }) => [tag("img", { src: text(src), alt: text(alt) })],
    "s-progress": ({ value, max, accessibilityLabel }) => {
      const bar = tag("progress", { max: Number(max ?? 1), value: Number(value ?? 0) });
      bar.setAttribute("aria-label", text(accessibilityLabel));
      return [bar];
    },
    "s-section": ({ heading }) => [
      tag("section", { ariaLabel: text(heading) }, [
        ...(heading ? [tag("h2", {}, [text(heading)])] : []),
        inner(),
      ]),
    ],
    "s-stack": ({ direction, gap, alignItems, justifyContent }) => {
      const stack = tag("div", {}, [inner()]);
      const isInline = direction === "inline";
      Object.assign(stack.style, {
        display: "flex",
        flexDirection: isInline ? "row" : "column",
        flexWrap: isInline ? "wrap" : "nowrap",
        gap: GAPS.get(text(gap)) ?? "0",
        alignItems: ALIGNS.get(text(alignItems)) ?? (text(alignItems) || "stretch"),
        justifyContent: ALIGNS.get(text(justifyContent)) ?? text(justifyContent),
      });
      return [stack];
    },
    "s-text-area": ({ label, maxLength, rows, value }, tell) => {
      const area = tag("textarea", { value: text(value), rows: Number(rows ?? 2) });
      if (maxLength !== undefined) area.maxLength = Number(maxLength);
      area.addEventListener("input", () => tell("input", { value: area.value }));
      area.addEventListener("change", () => tell("change", { value: area.value }));
      return [tag("label", {}, [text(label), area])];
    },
    "s-text": ({ type, color }) => [
      tag("span", { className: `${text(type)} ${text(color)}` }, [inner()]),
    ],
  }),
);

/** A component on the page's side: it draws itself from its properties, and tells what happens to it. */
class StandIn extends HTMLElement {
  readonly properties: Record<string, unknown> = {};
  readonly #root = this.attachShadow({ mode: "open" });

  connectedCallback(): void {
    this.draw();
  }

  draw(): void {
    if (!this.isConnected) return;
    const field = this.#root.querySelector("input, textarea");
    // What a person is typing in is not taken from under them.
    if (field && field === this.#root.activeElement) return;
    const name = this.localName;
    const tell = (event: string, detail: object = {}) =>
      this.dispatchEvent(new CustomEvent(event, { detail }));
    const style = tag("style", {}, [STYLE]);
    const drawn =
      name === "s-choice-list"
        ? drawChoices(this, tell)
        : DRAWINGS.get(name)!(this.properties, tell);
    this.#root.replaceChildren(style, ...drawn);
  }
}

/** Choices are read off the list's own children. */
function drawChoices(list: StandIn, tell: (event: string, detail: object) => void): Node[] {
  const chosen = (list.properties["values"] ?? []) as readonly string[];
  const choices = [...list.children].map((choice) => {
    const { value } = (choice as StandIn).properties as { value?: string };
    const input = tag("input", {
      type: "radio",
      name: "choice",
      value: value ?? "",
      checked: chosen.includes(value ?? ""),
    });
    input.addEventListener("change", () => tell("change", { values: [input.value] }));
    return tag("label", { className: "choice" }, [input, choice.textContent ?? ""]);
  });
  // The children come after the list itself.
  if (choices.length === 0) requestAnimationFrame(() => list.draw());
  const legend = tag("legend", {}, [text(list.properties["label"])]);
  return [tag("fieldset", {}, [legend, ...choices])];
}

/** Defines all of them. */
export function defineStandIns(): void {
  for (const [name, { properties }] of ELEMENTS) {
    const element = class extends StandIn {};
    for (const property of properties)
      Object.defineProperty(element.prototype, property, {
        get(this: StandIn) {
          return this.properties[property];
        },
        set(this: StandIn, value: unknown) {
          this.properties[property] = value;
          this.draw();
        },
      });
    customElements.define(name, element);
  }
}
