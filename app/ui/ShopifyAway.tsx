import { Banner } from "@shopify/polaris";

/** Says that names are missing because Shopify did not answer, so that nobody takes customers for deleted. */
export function ShopifyAway() {
  return (
    <Banner tone="warning" title="Can’t connect to Shopify right now">
      <p>Customers’ names can’t be shown. Everything else is here. Reload the page to try again.</p>
    </Banner>
  );
}
