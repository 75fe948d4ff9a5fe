/**
 * Turns points into money in the cart: the form of the customer's page of points is brought here, and a code that comes
 * of it is put on the cart. Without the script, the link leads to that page.
 */
export class PointsElement extends HTMLElement {
  #listeners = new AbortController();

  connectedCallback(): void {
    const { signal } = this.#listeners;
    this.addEventListener(
      "click",
      (event) => {
        const link = (event.target as Element).closest("a");
        if (!link) return;
        event.preventDefault();
        void this.#open(link);
      },
      { signal },
    );
    this.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        void this.#send(event.target as HTMLFormElement);
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#listeners.abort();
    this.#listeners = new AbortController();
  }

  async #open(link: HTMLAnchorElement): Promise<void> {
    const form = redeemForm(await readPage(link.href));
    if (!form) {
      // Signed out meanwhile, or no points left: the page says so.
      location.assign(link.href);
      return;
    }
    form.action = link.href;
    (link.closest("p") ?? link).replaceWith(form);
    form.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
  }

  async #send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector("button")!;
    button.disabled = true;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string") body.set(name, value);
    const page = await readPage(form.action, { method: "POST", body });
    const said = page.querySelector("[data-tandem-account] [role=status]")?.textContent ?? "";
    // The page lists every code that is unused; what it says names the new one.
    const use = [...page.querySelectorAll<HTMLAnchorElement>('a[href*="/discount/"]')].find(
      ({ href }) => {
        const code = /discount\/([^/?]+)/.exec(href)?.[1];
        return code !== undefined && said.includes(code);
      },
    );
    if (use) {
      location.assign(use.href);
      return;
    }
    const next = redeemForm(page);
    if (next) next.action = form.action;
    const status = document.createElement("p");
    status.role = "status";
    status.textContent = said;
    form.replaceWith(status, ...(next ? [next] : []));
  }
}

async function readPage(url: string, request?: RequestInit): Promise<Document> {
  const response = await fetch(url, request);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function redeemForm(page: Document): HTMLFormElement | null {
  return page.querySelector<HTMLFormElement>("form[data-tandem-redeem]");
}
