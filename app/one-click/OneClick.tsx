import { Banner, BlockStack, Page } from "@shopify/polaris";

import type { OneClickData } from "./load-one-click.server.ts";
import { OneClickOrders } from "./OneClickOrders.tsx";
import { OneClickReport } from "./OneClickReport.tsx";
import { OneClickRulesCard } from "./OneClickRulesCard.tsx";

/** Whether orders are offered something with one click, what became of it, and of each order why. */
export function OneClick(data: OneClickData) {
  return (
    <Page title="One-click offers" backAction={{ content: "Settings", url: "/app/settings" }}>
      <BlockStack gap="400">
        {data.unpaid > 0 && (
          <Banner
            tone="critical"
            title={
              data.unpaid === 1
                ? "One order has something on it that was not paid"
                : `${data.unpaid} orders have something on them that was not paid`
            }
            action={{ content: "Show them", url: "/app/one-click?show=unpaid" }}
          >
            <p>
              The payment failed after Shopify had changed the order, and it is in fulfilment
              already, so Tandem left it as it is. Take the product off, or have the buyer pay.
            </p>
          </Banner>
        )}
        {data.isOn && !data.hasOffer && (
          <Banner
            tone="info"
            title="No offer is made with one click yet"
            action={{ content: "Create a cross-sell", url: "/app/offers/new?kind=cross-sell" }}
          >
            <p>
              Under When and where of a cross-sell, tick “Offer with one click, before the thank-you
              page”, and set it live.
            </p>
          </Banner>
        )}
        <OneClickRulesCard isOn={data.isOn} />
        <OneClickReport {...data} />
        <OneClickOrders {...data} />
      </BlockStack>
    </Page>
  );
}
