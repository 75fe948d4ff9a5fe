import { afterPaint } from "./after-paint.ts";
import { chosenVariant, TandemElement } from "./tandem-element.ts";

interface Pick {
  readonly price: number;
  count: number;
}

/**
 * A box that the shopper fills: mix and match. Without this, each product's own form adds one of it to the
 * cart. Here they are picked first, with the progress to the next tier and the total, and added together.
 */
export class BoxElement extends TandemElement {
  /** By variant id. */
  #picks = new Map<string, Pick>();

  protected listen(signal: AbortSignal): void {
    for (const row of this.#rows()) {
      const first = row.querySelector<HTMLElement>("[data-first]");
      if (first) first.ariaLabel = first.dataset["label"] ?? "";
      this.#showRow(row);
    }
    this.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        this.#change(event.target as HTMLElement, 1);
      },
      { signal },
    );
    this.addEventListener("change", (event) => this.#showRow(this.#rowOf(event.target)), {
      signal,
    });
    this.addEventListener(
      "click",
      (event) => {
        const button = (event.target as Element).closest("button");
        if (button?.hasAttribute("data-more")) this.#change(button, 1);
        if (button?.hasAttribute("data-less")) this.#change(button, -1);
        if (button?.hasAttribute("data-add-box")) void this.#addBox(button);
      },
      { signal },
    );
  }

  #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-pick]")];
  }

  #rowOf(target: EventTarget | null): HTMLElement | null {
    return (target as Element | null)?.closest<HTMLElement>("[data-pick]") ?? null;
  }

  #units(): number {
    return [...this.#picks.values()].reduce((sum, { count }) => sum + count, 0);
  }

  #isFull(): boolean {
    return this.#units() >= Number(this.dataset["size"] || Infinity);
  }

  #change(target: HTMLElement, by: number): void {
    const row = this.#rowOf(target);
    if (!row || (by > 0 && this.#isFull())) return;
    const { id, price } = chosenVariant(row);
    const pick = this.#picks.get(id) ?? { price, count: 0 };
    pick.count += by;
    if (pick.count > 0) this.#picks.set(id, pick);
    else this.#picks.delete(id);
    this.#show();
    // The button that was pressed has made room for others.
    const next = pick.count === 0 ? "[data-first]" : pick.count === by ? "[data-more]" : null;
    // To move the focus, the browser has to lay the page out at once.
    if (next) void afterPaint().then(() => row.querySelector<HTMLElement>(next)?.focus());
  }

  #showRow(row: HTMLElement | null): void {
    if (!row) return;
    const count = this.#picks.get(chosenVariant(row).id)?.count ?? 0;
    const first = row.querySelector<HTMLButtonElement>("[data-first]");
    const more = row.querySelector<HTMLButtonElement>("[data-more]");
    const counter = row.querySelector("[data-count]");
    if (!first || !more || !counter) return;
    first.hidden = count > 0;
    first.ariaDisabled = more.ariaDisabled = String(this.#isFull());
    row.querySelector("[data-stepper]")?.toggleAttribute("hidden", count === 0);
    counter.textContent = String(count);
  }

  #show(): void {
    const units = this.#units();
    for (const row of this.#rows()) this.#showRow(row);
    const tiers = [...this.querySelectorAll<HTMLElement>("[data-tier]")];
    const startOf = (tier: HTMLElement) => Number(tier.dataset["from"]);
    for (const tier of tiers) tier.toggleAttribute("data-reached", startOf(tier) <= units);
    const reached = tiers.filter((tier) => startOf(tier) <= units);
    const next = tiers.find((tier) => startOf(tier) > units);
    const progress = this.querySelector<HTMLElement>("[data-progress]");
    if (progress) {
      const terms = reached.at(-1)?.dataset["terms"];
      const phrases = [
        terms && progress.dataset["reached"]?.replace("__TERMS__", terms),
        next &&
          progress.dataset["next"]
            ?.replace("__TERMS__", next.dataset["terms"] ?? "")
            .replace("__QUANTITY__", String(startOf(next) - units)),
        this.#isFull() && progress.dataset["full"],
      ];
      progress.textContent = units === 0 ? "" : phrases.filter(Boolean).join(" · ");
    }
    const bar = this.querySelector("progress");
    if (bar) bar.value = units;
    this.querySelector("[data-summary]")?.toggleAttribute("hidden", units === 0);
    this.#showTotal(reached);
  }

  /** The tier that saves most of those that are reached holds for every unit, as at checkout. */
  #showTotal(reached: readonly HTMLElement[]): void {
    const picks = [...this.#picks.values()];
    const list = picks.reduce((sum, { price, count }) => sum + price * count, 0);
    const savings = reached.map((tier) =>
      picks.reduce(
        (sum, { price, count }) => sum + this.saving(price, tier.dataset["off"]) * count,
        0,
      ),
    );
    const saving = Math.max(0, ...savings);
    this.write(this, "[data-list-price]", list);
    this.write(this, "[data-price]", list - saving);
    this.querySelector("[data-list-price]")?.toggleAttribute("hidden", saving === 0);
  }

  async #addBox(button: Element): Promise<void> {
    const form = new FormData();
    [...this.#picks].forEach(([id, { count }], index) => {
      form.append(`items[${index}][id]`, id);
      form.append(`items[${index}][quantity]`, String(count));
      form.append(`items[${index}][properties][_tandem]`, this.dataset["offer"] ?? "");
    });
    if (!(await this.addItems(form, button))) return;
    this.#picks.clear();
    this.#show();
  }
}
