import { numericId } from "@tandem/storefront-kit/ids";

/** What stands for a product's title that is not known. @param isAway whether it may be there all the same: Shopify did not answer */
export function titleOfMissing(id: string, isAway: boolean): string {
  return isAway ? `Product ${numericId(id)}` : "Deleted product";
}
