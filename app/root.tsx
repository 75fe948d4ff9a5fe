import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from "@remix-run/react";
import { useContext } from "react";
import type { ReactNode } from "react";

import { FailurePage } from "./ui/FailurePage.tsx";
import { NonceContext } from "./ui/nonce.ts";

export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useContext(NonceContext);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Where no page of the app can say anything. */
export function ErrorBoundary() {
  return <FailurePage failure={useRouteError()} />;
}
