// A new rendering is laid over what stands: elements stay, and their attributes and children become those of the new one. What an
// app has put between goes, and so does what its script has set.
const KEPT_ATTRIBUTES = new Set(["cart-summary-sticky", "data-current-checked"]);
const HYDRATION_KEY = "data-hydration-key";

/** @param childrenOnly whether the element's own attributes stay */
export function morph(old, fresh, { childrenOnly = true } = {}) {
  if (!childrenOnly) morphAttributes(old, fresh);
  morphChildren(old, fresh);
  runAppScripts(old);
}

/**
 * Shows a rendered section in the place of the one that stands.
 * @param mode "full", or "hydration" for what has a key alone
 */
export function morphSection(sectionId, html, mode) {
  const id = `shopify-section-${sectionId}`;
  const old = document.getElementById(id);
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(id);
  if (!old || !fresh) throw new Error(`Section ${sectionId} is not on the page, or not answered`);
  if (mode === "full") return morph(old, fresh);
  for (const part of fresh.querySelectorAll(`[${HYDRATION_KEY}]`)) {
    const key = part.getAttribute(HYDRATION_KEY);
    const place = old.querySelector(`[${HYDRATION_KEY}="${key}"]`);
    if (place) morph(place, part, { childrenOnly: false });
  }
}

/** Asks for a section of this page, and shows it. */
export async function renderSection(sectionId, mode) {
  const url = new URL(window.location.href);
  url.searchParams.set("section_id", sectionId);
  const response = await fetch(url);
  morphSection(sectionId, await response.text(), mode);
}

const isSame = (old, fresh) =>
  old.nodeName === fresh.nodeName && !(old.id && fresh.id && old.id !== fresh.id);

function morphChildren(old, fresh) {
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    let match = at;
    while (match && !isSame(match, wanted)) match = match.nextSibling;
    if (!match) old.insertBefore(document.adoptNode(wanted), at);
    else {
      if (match === at) at = at.nextSibling;
      else old.insertBefore(match, at);
      morphNode(match, wanted);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function morphNode(old, fresh) {
  if (!(old instanceof Element)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (!old.isEqualNode(fresh)) {
    if (!old.hasAttribute("data-skip-node-update")) morphAttributes(old, fresh);
    if (old instanceof HTMLTemplateElement) old.innerHTML = fresh.innerHTML;
    else morphChildren(old, fresh);
  }
  for (const [index, field] of [...old.querySelectorAll("input")].entries()) {
    const wanted = fresh.querySelectorAll("input")[index];
    if (!wanted || wanted.type === "file") continue;
    field.checked = wanted.checked;
    if (field.value !== wanted.value) field.value = wanted.value;
  }
}

function morphAttributes(old, fresh) {
  const isOpenable = old instanceof HTMLDialogElement || old instanceof HTMLDetailsElement;
  for (const { name, value } of [...fresh.attributes])
    if (!(KEPT_ATTRIBUTES.has(name) && old.hasAttribute(name)) && old.getAttribute(name) !== value)
      old.setAttribute(name, value);
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(isOpenable && name === "open")) old.removeAttribute(name);
}

/** A script that is moved does not run again; those of apps are made anew, so that they do. */
function runAppScripts(root) {
  if (!(root instanceof Element)) return;
  for (const old of root.querySelectorAll(".shopify-app-block script[src]")) {
    const script = document.createElement("script");
    for (const { name, value } of old.attributes) script.setAttribute(name, value);
    const parent = old.parentElement;
    old.remove();
    parent.append(script);
  }
}
