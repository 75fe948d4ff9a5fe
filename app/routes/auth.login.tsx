import type { MetaFunction } from "@remix-run/node";

import { PlainPage } from "../ui/PlainPage.tsx";

export const meta: MetaFunction = () => [{ title: "Open Tandem from your Shopify admin" }];

/** Where everyone ends who opens the app outside Shopify's admin: it has no sign-in of its own. */
export default function LoginRoute() {
  return (
    <PlainPage title="Open Tandem from your Shopify admin">
      <p>Tandem runs inside the Shopify admin, where you are signed in already.</p>
      <ol>
        <li>
          Log in at <a href="https://admin.shopify.com">admin.shopify.com</a>.
        </li>
        <li>Select your store, then Apps.</li>
        <li>Select Tandem. If it isn’t there, install it first.</li>
      </ol>
    </PlainPage>
  );
}
