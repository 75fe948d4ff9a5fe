import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { Card, EmptyState, Page } from "@shopify/polaris";

import { FailurePage } from "./FailurePage.tsx";

/**
 * The page of what isn't there: its words are the answer's, and the way back is to Home. Whatever else went wrong is told
 * as everywhere.
 */
export function NotHere() {
  const failure = useRouteError();
  if (!isRouteErrorResponse(failure) || failure.status !== 404)
    return <FailurePage failure={failure} />;
  return (
    <Page title="Not found" backAction={{ content: "Home", url: "/app" }}>
      <Card>
        <EmptyState
          heading={String(failure.data)}
          image=""
          action={{ content: "View Home", url: "/app" }}
        >
          <p>The address is wrong, or what it shows was deleted.</p>
        </EmptyState>
      </Card>
    </Page>
  );
}
