import { Banner, BlockStack, Layout, Page } from "@shopify/polaris";

import type { loadHome } from "./load-home.server.ts";
import { Results } from "./Results.tsx";
import { SetupChecklist } from "./SetupChecklist.tsx";

export type HomeData = Awaited<ReturnType<typeof loadHome>>;

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
            <SetupChecklist {...data} />
            <Results {...data} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
