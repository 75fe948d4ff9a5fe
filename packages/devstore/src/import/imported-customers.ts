import type { Store } from "../state/store.ts";
import type { CustomerOfFile, OrderOfFile } from "./history-order.ts";

/** The customers whom an order history names: one for each address in any case, and for each phone number without an address. */
export class ImportedCustomers {
  readonly #store: Store;
  readonly #ids = new Map<string, string>();
  made = 0;

  constructor(store: Store) {
    this.#store = store;
    for (const { id, email, phone } of store.customers.all())
      this.#ids.set(email ? email.toLowerCase() : (phone ?? id), id);
  }

  /** The id of a customer whom the file has named before; undefined for another. */
  find(customer: CustomerOfFile): string | undefined {
    return this.#ids.get(keyOf(customer));
  }

  /** The id of a customer, who is made where they are met first. */
  of(customer: CustomerOfFile, { country, createdAt }: Pick<OrderOfFile, "country" | "createdAt">) {
    const known = this.find(customer);
    if (known !== undefined) return known;
    const id = this.#store.nextId("Customer");
    const { email, phone, number } = customer;
    this.#store.customers.put({
      id,
      firstName: email ? email.split("@")[0]! : number ? "Customer" : "",
      lastName: number,
      email: addressOf(customer),
      ...(phone && { phone }),
      locale: "en",
      country,
      createdAt,
      tags: [],
    });
    this.#ids.set(keyOf(customer), id);
    this.made++;
    return id;
  }
}

/** Of one whom the file knows by a number alone, one that reaches nobody. */
function addressOf({ email, number }: CustomerOfFile): string {
  return number ? `customer-${number.toLowerCase()}@example.com` : email;
}

function keyOf(customer: CustomerOfFile): string {
  return addressOf(customer) || customer.phone;
}
