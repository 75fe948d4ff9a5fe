import type { ComponentName } from "./components.ts";

type Properties = Readonly<Record<string, unknown>>;

/** A component on the page: where its children go, and how it takes what has changed. */
export interface Drawing {
  readonly element: HTMLElement;
  /** Null for what has no children of the extension's. */
  readonly slot: HTMLElement | null;
  update(properties: Properties): void;
}

/** A person may press twice; a button that is loading takes no more. */
type Press = () => void;

const NOTHING = () => {};
const plain = (name: string, className: string): Drawing => {
  const element = Object.assign(document.createElement(name), { className });
  return { element, slot: element, update: NOTHING };
};

/** A text whose looks hang on its properties. */
function textual(name: string): Drawing {
  const element = document.createElement(name);
  return {
    element,
    slot: element,
    update({ emphasized, subdued, role, size, appearance }) {
      element.className = [
        emphasized && "strong",
        subdued && "subdued",
        role === "deletion" && "deleted",
        typeof size === "string" && `size-${size}`,
        typeof appearance === "string" && appearance,
      ]
        .filter(Boolean)
        .join(" ");
    },
  };
}

/** Something with a title over what stands in it. */
function titled(className: string, heading: string, role?: string): Drawing {
  const element = Object.assign(document.createElement("div"), { className });
  const title = document.createElement(heading);
  const slot = document.createElement("div");
  element.append(title, slot);
  if (role) element.setAttribute("role", role);
  return {
    element,
    slot,
    update({ title: words, status }) {
      title.textContent = typeof words === "string" ? words : "";
      title.hidden = !words;
      if (typeof status === "string") element.dataset["status"] = status;
    },
  };
}

function button(): Drawing {
  const element = document.createElement("button");
  element.type = "button";
  let press: Press | undefined;
  element.addEventListener("click", () => press?.());
  return {
    element,
    slot: element,
    update({ onPress, plain: isPlain, subdued, loading, loadingLabel, disabled }) {
      press = loading ? undefined : (onPress as Press | undefined);
      element.className = isPlain
        ? "button button--bare"
        : subdued
          ? "button button--plain"
          : "button";
      element.disabled = Boolean(disabled);
      element.setAttribute("aria-busy", String(Boolean(loading)));
      if (loading && loadingLabel) element.setAttribute("aria-label", String(loadingLabel));
      else element.removeAttribute("aria-label");
    },
  };
}

function image(): Drawing {
  const element = document.createElement("img");
  return {
    element,
    slot: null,
    update({ source, description, aspectRatio, fit }) {
      element.src = String(source);
      element.style.aspectRatio = String(aspectRatio ?? "auto");
      element.style.objectFit = String(fit ?? "fill");
      element.alt = typeof description === "string" ? description : "";
    },
  };
}

function select(): Drawing {
  const element = document.createElement("label");
  const label = document.createElement("span");
  const field = document.createElement("select");
  element.append(label, field);
  let change: ((value: string) => void) | undefined;
  field.addEventListener("change", () => change?.(field.value));
  return {
    element,
    slot: null,
    update({ label: words, options, value, onChange, disabled }) {
      label.textContent = String(words);
      change = onChange as typeof change;
      field.disabled = Boolean(disabled);
      field.replaceChildren(
        ...(options as { value: string; label: string }[]).map((one) =>
          Object.assign(document.createElement("option"), {
            value: one.value,
            textContent: one.label,
          }),
        ),
      );
      field.value = String(value);
    },
  };
}

/** How each component looks and behaves here: plain HTML, for what matters to a test and to a person trying it. */
export const DRAWINGS: Readonly<Record<ComponentName, () => Drawing>> = {
  Banner: () => titled("banner", "strong", "alert"),
  BlockStack: () => plain("div", "block-stack"),
  Button: button,
  CalloutBanner: () => titled("callout", "h1"),
  Heading: () => plain("h2", ""),
  Image: image,
  InlineStack: () => plain("div", "inline-stack"),
  Layout: () => plain("div", "layout"),
  Select: select,
  Separator: () => plain("hr", ""),
  Text: () => textual("span"),
  TextBlock: () => textual("p"),
  TextContainer: () => plain("div", "text-container"),
  View: () => plain("div", "view"),
};
