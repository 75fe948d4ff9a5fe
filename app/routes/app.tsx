import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";

import { getConfig } from "../platform/config.server.ts";
import { requireMerchant } from "../shopify/require-merchant.server.ts";
import { FailurePage } from "../ui/FailurePage.tsx";

export const links = () => [{ rel: "stylesheet", href: polarisStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMerchant(request);
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = getConfig();
  return json({ apiKey: SHOPIFY_API_KEY, appBridgeUrl: APP_BRIDGE_URL });
}

/** The key and the address of App Bridge never change while the app is open. */
export const shouldRevalidate = () => false;

export default function AppLayout() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      {...(appBridgeUrl && { __APP_BRIDGE_URL: appBridgeUrl })}
    >
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/offers">Offers</Link>
        <Link to="/app/pairings">Pairings</Link>
        <Link to="/app/loyalty">Loyalty</Link>
        <Link to="/app/follow-ups">Follow-ups</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <Outlet />
    </AppProvider>
  );
}

export function ErrorBoundary() {
  return <FailurePage failure={useRouteError()} />;
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
