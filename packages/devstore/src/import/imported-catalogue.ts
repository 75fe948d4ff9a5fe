import type { Store } from "../state/store.ts";
import { numberOf } from "../state/store.ts";
import type { Product, Variant } from "../state/types.ts";
import type { VariantOfFile } from "./history-order.ts";

const COLLECTION = {
  handle: "imported",
  title: "Imported",
  description: "Products of the imported order history.",
};
const COLORS = ["#3d5a80", "#ee6c4d", "#6b705c", "#bc6c25", "#457b9d", "#9d8189", "#588157"];
const ONLY = "Default Title";

/** The products that an order history names. */
export class ImportedCatalogue {
  readonly #store: Store;
  readonly #now: string;
  readonly #products = new Map<string, string>();
  variants = 0;

  constructor(store: Store, now: Date) {
    this.#store = store;
    this.#now = now.toISOString();
    if (!store.collections.find((one) => one.handle === COLLECTION.handle))
      store.collections.put({ id: store.nextId("Collection"), ...COLLECTION });
  }

  get products(): number {
    return this.#products.size;
  }

  /** The product of a key; undefined where no order had it. */
  productId(key: string): string | undefined {
    return this.#products.get(key);
  }

  /**
   * The variant that a line is of, made where it is met first.
   * @param priceMinor what it costs by then; lines have their own price
   */
  variantOf(named: VariantOfFile, priceMinor: number): { product: Product; variant: Variant } {
    const { productKey, variantTitle } = named;
    const id = this.#products.get(productKey);
    const known = id === undefined ? null : this.#store.products.require(id);
    const title = variantTitle || ONLY;
    const found = known?.variants.find((one) => one.title === title);
    if (known && found) return { product: known, variant: found };
    const variant = this.#variant(title, named.sku, priceMinor);
    const product = this.#store.putProduct(
      withVariant(known ?? this.#product(named.productTitle), variant),
    );
    this.#products.set(productKey, product.id);
    return { product, variant };
  }

  #product(title: string): Product {
    const id = this.#store.nextId("Product");
    const number = numberOf(id);
    const slug = title
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    return {
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
      variants: [],
      picture: { motif: "parcel", color: COLORS[number % COLORS.length]! },
      createdAt: this.#now,
      updatedAt: this.#now,
    };
  }

  #variant(title: string, sku: string, priceMinor: number): Variant {
    this.variants++;
    return {
      id: this.#store.nextId("ProductVariant", 40_001),
      title,
      optionValues: title === ONLY ? [] : [title],
      sku,
      priceMinor,
      compareAtPriceMinor: null,
      costMinor: null,
      inventoryQuantity: 0,
      tracksInventory: false,
      continuesSellingWhenOutOfStock: false,
    };
  }
}

function withVariant(product: Product, variant: Variant): Product {
  const variants = [...product.variants, variant];
  const values = variants.flatMap((one) => one.optionValues);
  // The file names the values of options, and not the options.
  return {
    ...product,
    variants,
    options: values.length > 0 ? [{ name: "Variant", values }] : [],
  };
}
