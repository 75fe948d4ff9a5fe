import { afterPaint } from "./after-paint.ts";
import type { CartContent } from "./cart-refresh.ts";
import { addToCart, kindOf } from "./cart.ts";
import { moneyWriter } from "./money-sample.ts";
import { savingOf } from "./saving.ts";
import type { Off } from "./saving.ts";

/** What every offer on a page can do: say prices, and add to the cart without leaving the page. */
export abstract class TandemElement extends HTMLElement {
  #listeners = new AbortController();

  /** Writes amounts; read off the element when the first one is shown, since many show none. */
  #money: ((hundredths: number) => string) | null = null;

  connectedCallback(): void {
    this.listen(this.#listeners.signal);
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
  }

  /** Starts to listen, until the signal says that the element has left the page. */
  protected abstract listen(signal: AbortSignal): void;

  protected saving(price: number, off: string | undefined): number {
    const { unit, currency = "" } = this.dataset;
    return savingOf(price, JSON.parse(off ?? "{}") as Off, Number(unit), currency);
  }

  protected write(scope: ParentNode, selector: string, hundredths: number): void {
    const place = scope.querySelector(selector);
    if (!place) return;
    // A shop's format may be HTML, with entities: `<b>&euro;{{amount}}</b>`. What is written is text.
    this.#money ??= moneyWriter(
      new DOMParser().parseFromString(this.dataset["money"] ?? "", "text/html").body.textContent,
    );
    place.textContent = this.#money(hundredths);
  }

  /** Adds a form's items, once however often it is asked meanwhile. @returns whether it did */
  protected async addItems(form: FormData, button: Element | null): Promise<boolean> {
    const cart = this.closest<CartContent>("tandem-cart");
    const status = this.querySelector<HTMLElement>("[data-status]");
    if (!status || this.hasAttribute("aria-busy")) return false;
    const say = (words = "") => {
      if (cart) cart.say(words);
      else status.textContent = words;
    };
    this.setAttribute("aria-busy", "true");
    button?.setAttribute("aria-busy", "true");
    say();
    await afterPaint();
    try {
      await addToCart(form, cart === null);
      say(status.dataset["added"]);
      return true;
    } catch (failure) {
      say(status.dataset[kindOf(failure)]);
      return false;
    } finally {
      this.removeAttribute("aria-busy");
      button?.removeAttribute("aria-busy");
    }
  }
}

/** The variant that is chosen in a part of a form; its price is hundredths. */
export function chosenVariant(scope: ParentNode): { id: string; price: number } {
  const choice = scope.querySelector<HTMLInputElement | HTMLSelectElement>("[data-choice]");
  const option = choice instanceof HTMLSelectElement ? choice.selectedOptions[0] : choice;
  return { id: choice?.value ?? "", price: Number(option?.dataset["amount"]) };
}
