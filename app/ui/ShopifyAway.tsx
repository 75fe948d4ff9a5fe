import { Banner } from "@shopify/polaris";
import { createContext, useContext } from "react";

import { titleOfMissing } from "./title-of-missing.ts";

/** Says that names are missing because Shopify did not answer, so that nobody takes customers or products for deleted. */
export function ShopifyAway({ missing = "Customers’ names" }: { readonly missing?: string }) {
  return (
    <Banner tone="warning" title="Can’t connect to Shopify right now">
      <p>{`${missing} can’t be shown. Everything else is here. Reload the page to try again.`}</p>
    </Banner>
  );
}

/** Whether a page was read without Shopify: what it does not know then may be there all the same. */
export const ReadWithoutShopify = createContext(false);

/** What stands for what a page does not know: that it is gone, or, where Shopify did not answer, no more than what it is. */
export function useMissing() {
  const isAway = useContext(ReadWithoutShopify);
  return {
    isAway,
    product: (id: string) => titleOfMissing(id, isAway),
    collection: isAway ? "a collection" : "a collection that is gone",
  };
}
