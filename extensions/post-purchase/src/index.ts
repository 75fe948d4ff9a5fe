import { extend } from "@shopify/post-purchase-ui-extensions";

import { appClient } from "./app-client.ts";
import { showOffer } from "./show-offer.ts";

/** Before the payment: whether there is something to show after it. Where the app cannot be asked, there is not. */
extend("Checkout::PostPurchase::ShouldRender", async ({ inputData }) => {
  try {
    const offer = await appClient(inputData)?.offer();
    return { render: Boolean(offer) };
  } catch (failure) {
    console.error("Tandem could not be asked for an offer.", failure);
    return { render: false };
  }
});

/** After the payment. Nothing keeps a buyer from their order: whatever fails leads on to it. */
extend("Checkout::PostPurchase::Render", (root, api) => {
  showOffer(root, api).catch((failure: unknown) => {
    console.error("The offer could not be shown.", failure);
    return api.done();
  });
});
