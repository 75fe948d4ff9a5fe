import { refundableUnits, refundLines } from "../checkout/change-order.ts";
import { spreadAmount } from "../checkout/spread-amount.ts";
import type { Store } from "../state/store.ts";
import { numberOf } from "../state/store.ts";
import type { DiscountApplication, Order, OrderLine } from "../state/types.ts";
import type { OrderOfFile, ReadGroup, ReturnOfFile } from "./history-order.ts";
import { ImportedCatalogue } from "./imported-catalogue.ts";
import { ImportedCustomers } from "./imported-customers.ts";
import { ImportReport } from "./import-report.ts";
import { withPayments } from "./payments-of-file.ts";
import { unitsOfRefund } from "./refund-of-file.ts";

/** Turns an order history into products, customers and orders of the store. */
export class HistoryImport {
  readonly report = new ImportReport();
  readonly #store: Store;
  readonly #catalogue: ImportedCatalogue;
  readonly #customers: ImportedCustomers;
  /** Orders of a customer that hold a product, for returns to find; newest last. */
  readonly #bought = new Map<string, string[]>();

  /** Names of orders that were imported before, and whose returns were, and when. */
  readonly #knownNames = new Set<string>();
  readonly #knownReturns = new Set<string>();

  constructor(store: Store, now: Date) {
    this.#store = store;
    this.#catalogue = new ImportedCatalogue(store, now);
    this.#customers = new ImportedCustomers(store);
    for (const { customerId, importedName, refunds } of store.orders.all()) {
      if (importedName === undefined) continue;
      this.#knownNames.add(importedName);
      for (const { createdAt } of refunds) this.#knownReturns.add(`${customerId} ${createdAt}`);
    }
  }

  /** Takes what the rows of the next order came to. */
  add({ found, refusals }: ReadGroup): void {
    if (refusals.length > 0) this.report.refusedOrders++;
    for (const refusal of refusals) this.report.leaveOut(refusal);
    for (const one of found)
      if (one.kind === "return") this.#storeReturn(one);
      else if (one.lines.length > 0) this.#storeOrder(one);
      else
        this.report.leaveOut({
          row: one.row,
          column: "",
          value: one.name,
          reason: "it has no goods",
        });
    this.report.products = this.#catalogue.products;
    this.report.variants = this.#catalogue.variants;
    this.report.customers = this.#customers.made;
  }

  #storeOrder(told: OrderOfFile): void {
    if (this.#knownNames.has(told.name)) {
      this.report.known++;
      return;
    }
    const { customer, createdAt, cancelledAt, fulfilledAt, refundedAt } = told;
    const customerId = customer && this.#customers.of(customer, told);
    const id = this.#store.nextId("Order", 5001);
    const { lines, discountApplications, shippingAllocations } = this.#priced(told);
    const order: Order = {
      id,
      number: Number(/^#?(\d{1,12})$/.exec(told.name)?.[1] ?? numberOf(id) - 4000),
      token: `imported-${numberOf(id)}`,
      createdAt,
      updatedAt: latestOf(createdAt, cancelledAt, fulfilledAt, refundedAt),
      cancelledAt,
      customerId,
      email: customerId ? this.#store.customers.require(customerId).email : "",
      locale: "en",
      country: told.country,
      shippingMinor: told.shippingMinor,
      shippingAllocations,
      taxes: { ...told.taxes },
      lines,
      discountApplications,
      refunds: [],
      fulfilledAt,
      isImported: true,
      importedName: told.name,
    };
    this.#store.orders.put(withPayments(this.#store, order, told));
    if (told.refundedMinor > 0) this.#refund(order, told);
    this.report.read(told);
    for (const { variant } of customerId ? told.lines : []) {
      const key = `${customerId} ${variant.productKey}`;
      this.#bought.set(key, [...(this.#bought.get(key) ?? []), id]);
    }
  }

  /** Lines with what each discount takes off them: what is off a line is a product's, and the rest of the order's. */
  #priced({ lines: told, discountCode, offOrderMinor, offShippingMinor }: OrderOfFile) {
    const lines = told.map((line): OrderLine => {
      const { product, variant } = this.#catalogue.variantOf(line.variant, line.unitPriceMinor);
      return {
        id: this.#store.nextId("LineItem", 70_001),
        productId: product.id,
        variantId: variant.id,
        title: product.title,
        variantTitle: line.variant.variantTitle,
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor,
        properties: {},
        allocations: [],
      };
    });
    const discountApplications: DiscountApplication[] = [];
    const shippingAllocations: OrderLine["allocations"] = [];
    const apply = (discountClass: DiscountApplication["discountClass"]) =>
      discountApplications.push({
        kind: discountCode ? "code" : "manual",
        title: discountCode || "Discount",
        discountClass,
      }) - 1;
    const takeOff = (application: number, amounts: readonly number[]) => {
      for (const [index, amountMinor] of amounts.entries())
        if (amountMinor > 0) lines[index]!.allocations.push({ application, amountMinor });
    };
    const offLines = told.map((line) => line.offMinor);
    if (offLines.some((off) => off > 0)) takeOff(apply("PRODUCT"), offLines);
    const costs = told.map((line) => line.quantity * line.unitPriceMinor - line.offMinor);
    if (offOrderMinor > 0) takeOff(apply("ORDER"), spreadAmount(offOrderMinor, costs));
    if (offShippingMinor > 0)
      shippingAllocations.push({ application: apply("SHIPPING"), amountMinor: offShippingMinor });
    return { lines, discountApplications, shippingAllocations };
  }

  #refund(order: Order, told: OrderOfFile): void {
    const units = unitsOfRefund(order, told);
    const { order: refunded, refund } = refundLines(
      this.#store,
      order,
      units,
      new Date(told.refundedAt),
    );
    const transaction = {
      id: this.#store.nextId("OrderTransaction"),
      amountMinor: told.refundedMinor,
      status: "SUCCESS" as const,
    };
    const refunds = refunded.refunds.map((one) =>
      one === refund ? { ...one, transactions: [transaction] } : one,
    );
    this.#store.orders.put({ ...refunded, updatedAt: order.updatedAt, refunds });
  }

  /** Goods that came back are a refund of the customer's newest order that still has so many of them. */
  #storeReturn({ customer, createdAt, lines }: ReturnOfFile): void {
    const customerId = customer && this.#customers.find(customer);
    if (this.#knownReturns.has(`${customerId} ${createdAt}`)) {
      this.report.known++;
      return;
    }
    const units = new Map<string, Map<string, number>>();
    for (const { row, productKey, quantity } of lines) {
      const productId = this.#catalogue.productId(productKey);
      const orders = this.#bought.get(`${customerId} ${productKey}`) ?? [];
      const isFound = orders.toReversed().some((id) => {
        const order = this.#store.orders.require(id);
        const taken = units.get(id) ?? new Map<string, number>();
        const line = order.lines.find(
          (one) =>
            one.productId === productId &&
            refundableUnits(order, one.id) - (taken.get(one.id) ?? 0) >= quantity,
        );
        if (line) units.set(id, taken.set(line.id, (taken.get(line.id) ?? 0) + quantity));
        return line !== undefined;
      });
      const reason = "it came back, and the file has no order of the customer that it may be of";
      if (isFound) this.report.returns++;
      else this.report.leaveOut({ row, column: "", value: productKey, reason });
    }
    for (const [id, taken] of units) {
      const order = this.#store.orders.require(id);
      const { order: refunded } = refundLines(this.#store, order, taken, new Date(createdAt));
      const updatedAt = latestOf(order.updatedAt, createdAt);
      this.#store.orders.put({ ...refunded, updatedAt });
    }
  }
}

function latestOf(first: string, ...others: readonly (string | null)[]): string {
  return others.reduce<string>(
    (latest, one) => (one !== null && one > latest ? one : latest),
    first,
  );
}
