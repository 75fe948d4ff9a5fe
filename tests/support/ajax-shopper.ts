import type { Order } from "@tandem/devstore/state";

import type { StandIn } from "./stand-in.ts";

/** What the Ajax API of a storefront answered. */
export interface AjaxAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A shopper without a browser, who keeps their cookies. */
export class AjaxShopper {
  readonly #standIn: StandIn;
  readonly #cookies = new Map<string, string>();

  constructor(standIn: StandIn) {
    this.#standIn = standIn;
  }

  async #fetch(path: string, body?: object | URLSearchParams): Promise<Response> {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(`${this.#standIn.devstore.storeUrl}${path}`, {
      redirect: "manual",
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body && !isForm && { "Content-Type": "application/json" }),
      },
      ...(body && { method: "POST", body: isForm ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      this.#cookies.set(name, value);
    }
    return response;
  }

  async ajax(path: string, body?: object): Promise<AjaxAnswer> {
    const response = await this.#fetch(path, body);
    return { status: response.status, body: (await response.json()) as AjaxAnswer["body"] };
  }

  async page(path: string): Promise<string> {
    return (await this.#fetch(path)).text();
  }

  /** Signs in as a customer that the shop has. */
  signIn(customerId: string): void {
    this.#cookies.set("customer", encodeURIComponent(customerId));
  }

  /** Pays by card, for the newest order. @throws where the checkout refuses */
  async pay(): Promise<Order> {
    const fields = { email: "shopper@example.com", first_name: "S", last_name: "H", country: "DE" };
    const response = await this.#fetch("/checkout", new URLSearchParams(fields));
    if (response.status !== 303) throw new Error(`The checkout answered ${response.status}.`);
    return this.#standIn.store.orders.all().at(-1)!;
  }
}
