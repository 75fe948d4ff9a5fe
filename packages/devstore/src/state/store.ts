import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { Table } from "./table.ts";
import type {
  AccessToken,
  AppDiscount,
  BulkOperation,
  Cart,
  CartTransform,
  CodeDiscount,
  Collection,
  Customer,
  FlowEvent,
  Mail,
  Metafield,
  MetafieldDefinition,
  Order,
  Product,
  ShopState,
  StoreCreditTransaction,
  Variant,
  WebhookDelivery,
} from "./types.ts";

/** The one store of the stand-in: products, carts and orders that every part of it shares. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #file: string;
  /** Of a store in memory that needed one. */
  #temporaryFolder: string | null = null;
  readonly shops: Table<ShopState>;
  readonly products: Table<Product>;
  readonly collections: Table<Collection>;
  readonly customers: Table<Customer>;
  readonly carts: Table<Cart>;
  readonly orders: Table<Order>;
  readonly metafields: Table<Metafield>;
  readonly metafieldDefinitions: Table<MetafieldDefinition>;
  readonly appDiscounts: Table<AppDiscount>;
  readonly codeDiscounts: Table<CodeDiscount>;
  readonly storeCredit: Table<StoreCreditTransaction>;
  readonly bulkOperations: Table<BulkOperation>;
  readonly cartTransforms: Table<CartTransform>;
  readonly accessTokens: Table<AccessToken>;
  readonly deliveries: Table<WebhookDelivery>;
  readonly mails: Table<Mail>;
  readonly flowEvents: Table<FlowEvent>;
  readonly #counters: Table<{ id: string; last: number }>;
  readonly #variants = new Map<string, { product: Product; variant: Variant }>();

  /** @param file path of the SQLite file, or ":memory:" */
  constructor(file: string) {
    this.#file = file;
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file);
    // Exclusive: what one process holds in memory, no other may change below it.
    database.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
    );
    this.#database = database;
    this.shops = new Table(database, "shops");
    this.products = new Table(database, "products");
    this.collections = new Table(database, "collections");
    this.customers = new Table(database, "customers");
    this.carts = new Table(database, "carts");
    this.orders = new Table(database, "orders");
    this.metafields = new Table(database, "metafields");
    this.metafieldDefinitions = new Table(database, "metafield_definitions");
    this.appDiscounts = new Table(database, "app_discounts");
    this.codeDiscounts = new Table(database, "code_discounts");
    this.storeCredit = new Table(database, "store_credit");
    this.bulkOperations = new Table(database, "bulk_operations");
    this.cartTransforms = new Table(database, "cart_transforms");
    this.accessTokens = new Table(database, "access_tokens");
    this.deliveries = new Table(database, "deliveries");
    this.mails = new Table(database, "mails");
    this.flowEvents = new Table(database, "flow_events");
    this.#counters = new Table(database, "counters");
    for (const product of this.products.all()) this.#index(product);
  }

  get shop(): ShopState {
    return this.shops.require("shop");
  }

  updateShop(change: Partial<ShopState>): ShopState {
    return this.shops.put({ ...this.shop, ...change });
  }

  putProduct(product: Product): Product {
    for (const variant of this.products.get(product.id)?.variants ?? [])
      this.#variants.delete(variant.id);
    this.#index(product);
    return this.products.put(product);
  }

  removeProduct(id: string): void {
    for (const variant of this.products.get(id)?.variants ?? []) this.#variants.delete(variant.id);
    this.products.remove(id);
    for (const metafield of this.metafields.all()) {
      if (metafield.ownerId === id) this.metafields.remove(metafield.id);
    }
  }

  variant(id: string): { product: Product; variant: Variant } | undefined {
    return this.#variants.get(id);
  }

  productByHandle(handle: string): Product | undefined {
    return this.products.find((product) => product.handle === handle);
  }

  /** The next global id of a resource. */
  nextId(resource: string, first = 1001): string {
    const last = this.#counters.get(resource)?.last ?? first - 1;
    this.#counters.put({ id: resource, last: last + 1 });
    return `gid://shopify/${resource}/${last + 1}`;
  }

  /** Runs several writes as one, so that a crash leaves all or none, and thousands take seconds. */
  transaction<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (failure) {
      this.rollback();
      throw failure;
    }
  }

  begin(): void {
    this.#database.exec("BEGIN");
  }

  commit(): void {
    this.#database.exec("COMMIT");
  }

  /** What was written since `begin` is gone from the file; whoever goes on has to open it anew. */
  rollback(): void {
    this.#database.exec("ROLLBACK");
  }

  /** For files that belong to it, as an absolute path; that of a store in memory goes with it. */
  get folder(): string {
    if (this.#file !== ":memory:") return resolve(dirname(this.#file));
    return (this.#temporaryFolder ??= mkdtempSync(join(tmpdir(), "stand-in-")));
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  close(): void {
    this.#database.close();
    if (this.#temporaryFolder) rmSync(this.#temporaryFolder, { recursive: true });
  }

  #index(product: Product): void {
    for (const variant of product.variants) this.#variants.set(variant.id, { product, variant });
  }
}

/** Global id of the shop itself. */
export const SHOP_ID = "gid://shopify/Shop/1";

/** Whether no more of a variant is sold than there is. */
export function isLimited(variant: Variant): boolean {
  return variant.tracksInventory && !variant.continuesSellingWhenOutOfStock;
}

/** Whether a variant can be bought, as Shopify defines it. */
export function isAvailable(variant: Variant): boolean {
  return !isLimited(variant) || variant.inventoryQuantity > 0;
}

/** Whether a product can be seen and bought by who names it: by its address or id, in a metafield, in a cart. */
export function isOnSale({ status }: Pick<Product, "status">): boolean {
  return status === "ACTIVE" || status === "UNLISTED";
}

/** Whether it stands in collections, search results and recommendations. */
export function isListed({ status }: Pick<Product, "status">): boolean {
  return status === "ACTIVE";
}

/** The number at the end of a global id. */
export function numberOf(globalId: string): number {
  return Number(globalId.split("/").at(-1));
}
