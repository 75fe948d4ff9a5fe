import { countPrompts, hidePrompts } from "./prompts.ts";

/**
 * The product block: it keeps what was dismissed, and what was shown often enough in this visit, out of sight.
 * On a page that loads, the snippet tandem-limits has done so before; a theme that renders the section again
 * has it done here.
 */
export class BlockElement extends HTMLElement {
  #sight = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) countPrompts(this);
  });

  connectedCallback(): void {
    this.hidden = !hidePrompts(this, Number(this.dataset["perVisit"]));
    this.#sight.observe(this);
  }

  disconnectedCallback(): void {
    this.#sight.disconnect();
  }
}
