import { Component } from "@theme/component";

const OPEN = "theme-drawer:open";
/** Narrower windows are covered by the drawer; beside wider ones it stands. */
const NARROW = window.matchMedia("(max-width: 989px)");

export class ThemeDrawer extends Component {
  #opener = null;

  get isOpen() {
    return this.hasAttribute("open");
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen) return;
      event.preventDefault();
      this.close();
    });
  }

  open() {
    if (this.isOpen) return;
    const panel = this.ref("panel");
    this.#opener = document.activeElement;
    if (NARROW.matches) panel.showModal();
    else panel.show();
    this.setAttribute("open", "");
    panel.querySelector(".theme-drawer__close-button")?.focus();
    this.dispatchEvent(new Event(OPEN, { bubbles: true }));
  }

  close() {
    if (!this.isOpen) return;
    this.ref("panel").close();
    this.removeAttribute("open");
    this.#opener?.focus();
  }
}

customElements.define("theme-drawer", ThemeDrawer);
