import { toMinor } from "../../core/money/decimal.ts";
import { lineTotalMinor } from "../checkout/order-totals.ts";
import { refundableUnits } from "../checkout/change-order.ts";
import type { Store } from "../state/store.ts";
import type { Order, OrderLine, Product } from "../state/types.ts";
import type { HistoryLine } from "./read-history.ts";

/** What an import made, and what it could not use. */
export interface ImportReport {
  products: number;
  customers: number;
  orders: number;
  returns: number;
  skippedLines: number;
}

const COLLECTION = {
  handle: "imported",
  title: "Imported",
  description: "Products of the imported order history.",
};
const COLORS = ["#3d5a80", "#ee6c4d", "#6b705c", "#bc6c25", "#457b9d", "#9d8189", "#588157"];
/** A price for what the history gives none. */
const UNKNOWN_PRICE = "5.00";

/** Turns an order history into products, customers and orders of the store. */
export class HistoryImport {
  readonly report: ImportReport = {
    products: 0,
    customers: 0,
    orders: 0,
    returns: 0,
    skippedLines: 0,
  };
  readonly #store: Store;
  readonly #now: string;
  readonly #products = new Map<string, Product>();
  readonly #customers = new Map<string, string>();
  /** Orders of a customer that hold a product, for returns to find; newest last. */
  readonly #bought = new Map<string, string[]>();
  #open: HistoryLine[] = [];

  constructor(store: Store, now: Date) {
    this.#store = store;
    this.#now = now.toISOString();
    if (!store.collections.find((one) => one.handle === COLLECTION.handle)) {
      store.collections.put({ id: store.nextId("Collection"), ...COLLECTION });
    }
  }

  /** Takes the next line; lines of one order stand together. */
  add(line: HistoryLine): void {
    if (this.#open.length > 0 && this.#open[0]!.orderName !== line.orderName) this.finish();
    this.#open.push(line);
  }

  /** Stores the order whose lines were taken last. */
  finish(): void {
    const lines = this.#open;
    this.#open = [];
    const usable = lines.filter(
      (line) => line.productKey && Number.isInteger(line.quantity) && line.quantity !== 0,
    );
    this.report.skippedLines += lines.length - usable.length;
    const bought = usable.filter((line) => line.quantity > 0);
    if (bought.length > 0) this.#storeOrder(bought);
    for (const line of usable.filter((one) => one.quantity < 0)) this.#storeReturn(line);
  }

  #storeOrder(lines: readonly HistoryLine[]): void {
    const first = lines[0]!;
    const customerId = first.customer ? this.#customer(first) : null;
    const createdAt = instantOf(first.createdAt) ?? this.#now;
    const id = this.#store.nextId("Order", 5001);
    const number = Number(id.split("/").at(-1));
    this.#store.orders.put({
      id,
      number: number - 4000,
      token: `imported-${number}`,
      createdAt,
      updatedAt: createdAt,
      cancelledAt: null,
      customerId,
      email: customerId ? this.#store.customers.require(customerId).email : "",
      locale: "en",
      country: first.country,
      shippingMinor: 0,
      lines: lines.map((line) => this.#line(line)),
      discountApplications: [],
      refunds: [],
      fulfilledAt: createdAt,
      isImported: true,
    });
    this.report.orders++;
    if (!customerId) return;
    for (const line of lines) {
      const key = `${customerId} ${line.productKey}`;
      this.#bought.set(key, [...(this.#bought.get(key) ?? []), id]);
    }
  }

  #line(line: HistoryLine): OrderLine {
    const product = this.#product(line);
    return {
      id: this.#store.nextId("LineItem", 70_001),
      productId: product.id,
      variantId: product.variants[0]!.id,
      title: product.title,
      variantTitle: "",
      quantity: line.quantity,
      unitPriceMinor: this.#priceOf(line),
      properties: {},
      allocations: [],
    };
  }

  #priceOf(line: HistoryLine): number {
    const price = /^\d+(\.\d+)?$/.test(line.unitPrice) ? line.unitPrice : UNKNOWN_PRICE;
    return toMinor(price, this.#store.shop.currencyCode);
  }

  #product(line: HistoryLine): Product {
    const known = this.#products.get(line.productKey);
    if (known) return known;
    const id = this.#store.nextId("Product");
    const number = Number(id.split("/").at(-1));
    const title = line.productTitle || line.productKey;
    const slug = title
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    const product = this.#store.putProduct({
      id,
      title,
      handle: `${slug || "product"}-${number}`,
      descriptionHtml: "",
      vendor: this.#store.shop.name,
      productType: /\(([^()]+)\)$/.exec(title)?.[1] ?? "",
      tags: [],
      status: "ACTIVE",
      collectionHandles: [COLLECTION.handle],
      options: [],
      variants: [
        {
          id: this.#store.nextId("ProductVariant", 40_001),
          title: "Default Title",
          optionValues: [],
          sku: line.productKey,
          priceMinor: this.#priceOf(line),
          compareAtPriceMinor: null,
          costMinor: null,
          inventoryQuantity: 0,
          tracksInventory: false,
          continuesSellingWhenOutOfStock: false,
        },
      ],
      picture: { motif: "parcel", color: COLORS[number % COLORS.length]! },
      createdAt: this.#now,
      updatedAt: this.#now,
    });
    this.#products.set(line.productKey, product);
    this.report.products++;
    return product;
  }

  #customer(line: HistoryLine): string {
    const known = this.#customers.get(line.customer);
    if (known) return known;
    const id = this.#store.nextId("Customer");
    const isEmail = line.customer.includes("@");
    this.#store.customers.put({
      id,
      firstName: isEmail ? line.customer.split("@")[0]! : "Customer",
      lastName: isEmail ? "" : line.customer,
      email: isEmail ? line.customer : `customer-${line.customer}@example.com`,
      locale: "en",
      country: line.country,
      createdAt: instantOf(line.createdAt) ?? this.#now,
      tags: [],
    });
    this.#customers.set(line.customer, id);
    this.report.customers++;
    return id;
  }

  /** A return is a refund on the customer's newest order that still has so many of the product. */
  #storeReturn(line: HistoryLine): void {
    const customerId = this.#customers.get(line.customer);
    const orders = (this.#bought.get(`${customerId} ${line.productKey}`) ?? []).map((id) =>
      this.#store.orders.require(id),
    );
    const productId = this.#products.get(line.productKey)?.id;
    for (const order of orders.toReversed()) {
      const bought = order.lines.find(
        (one) => one.productId === productId && refundableUnits(order, one.id) >= -line.quantity,
      );
      if (!bought) continue;
      this.#refund(order, bought, -line.quantity, instantOf(line.createdAt) ?? this.#now);
      this.report.returns++;
      return;
    }
    this.report.skippedLines++;
  }

  #refund(order: Order, line: OrderLine, quantity: number, createdAt: string): void {
    const subtotalMinor = Math.floor((lineTotalMinor(line) * quantity) / line.quantity);
    const refundLine = {
      id: this.#store.nextId("RefundLineItem"),
      lineItemId: line.id,
      quantity,
      subtotalMinor,
    };
    const refund = { id: this.#store.nextId("Refund"), createdAt, lines: [refundLine] };
    this.#store.orders.put({
      ...order,
      refunds: [...order.refunds, refund],
      updatedAt: createdAt > order.updatedAt ? createdAt : order.updatedAt,
    });
  }
}

function instantOf(text: string): string | null {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
