import { Banner, BlockStack, Layout, Link, List, Page } from "@shopify/polaris";

import { UNNAMED_ORDER } from "../orders/unnamed-order.ts";
import { SetAsideCard } from "../set-aside/SetAsideCard.tsx";
import type { loadHome } from "./load-home.server.ts";
import { Results } from "./Results.tsx";
import { SetupChecklist } from "./SetupChecklist.tsx";

export type HomeData = Awaited<ReturnType<typeof loadHome>>;

/** Orders on which the components of a bundle have to be picked by hand. */
function WholeBundles({ orders }: { orders: HomeData["ordersWithWholeBundle"] }) {
  if (orders.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title={`${orders.length === 1 ? "An order has" : `${orders.length} orders have`} a bundle product that was not taken apart`}
    >
      <p>
        Shopify runs no cart transform for subscriptions, orders of other channels and order edits.
        The price is right; pick the components, and correct their stock, by hand.
      </p>
      <List>
        {orders.map(({ number, name }) => (
          <List.Item key={number}>
            <Link url={`shopify://admin/orders/${number}`} target="_top">
              {name ? `Order ${name}` : UNNAMED_ORDER}
            </Link>
          </List.Item>
        ))}
      </List>
    </Banner>
  );
}

export function Home(data: HomeData) {
  return (
    <Page title="Tandem" primaryAction={{ content: "Create offer", url: "/app/offers/new" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {data.publishing?.state === "waiting" && (
              <Banner tone="warning" title="Publishing is held up">
                <p>
                  {data.publishing.message} Tandem tries again by itself; until then, shoppers see
                  what was published before.
                </p>
              </Banner>
            )}
            <WholeBundles orders={data.ordersWithWholeBundle} />
            <SetAsideCard {...data} />
            <SetupChecklist {...data} />
            <Results {...data} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
