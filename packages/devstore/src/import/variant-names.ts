import type { VariantOfFile } from "./history-order.ts";

const JOINT = " - ";

/**
 * Tells products and variants apart by the names of lines. Shopify writes `Product - Variant` in its export, and the product alone
 * where it has one variant; but a title may have the joint as well. So a name is parted where the file has several that differ
 * behind their last joint only, and is one product otherwise. Lines of one name but several SKUs are several products.
 */
export class VariantNames {
  readonly #variantsOf = new Map<string, Set<string>>();

  /** Learns of a name, before any is asked for. */
  learn(name: string): void {
    const at = name.lastIndexOf(JOINT);
    if (at <= 0) return;
    const title = name.slice(0, at);
    const variants = this.#variantsOf.get(title) ?? new Set();
    this.#variantsOf.set(title, variants.add(name.slice(at + JOINT.length)));
  }

  variantOf(name: string, sku: string): VariantOfFile {
    const at = name.lastIndexOf(JOINT);
    const title = name.slice(0, Math.max(0, at));
    if ((this.#variantsOf.get(title)?.size ?? 0) > 1)
      return {
        productKey: title,
        productTitle: title,
        variantTitle: name.slice(at + JOINT.length),
        sku,
      };
    return { productKey: `${name}\n${sku}`, productTitle: name, variantTitle: "", sku };
  }
}
