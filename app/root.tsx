import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import { useContext } from "react";
import type { ReactNode } from "react";

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

/** What is left to say where no page of the app can: never what went wrong in here. */
export function ErrorBoundary() {
  const failure = useRouteError();
  const isMissing = isRouteErrorResponse(failure) && failure.status === 404;
  return (
    <main style={{ font: "16px/1.5 system-ui, sans-serif", margin: "48px auto", maxWidth: 560 }}>
      <h1>{isMissing ? "This page doesn't exist" : "Something went wrong"}</h1>
      <p>
        {isMissing
          ? "Open Tandem from your Shopify admin, under Apps."
          : "Reload the page, then try again."}
      </p>
    </main>
  );
}
