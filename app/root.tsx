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

const HEADING = { font: "600 24px/1.3 system-ui, sans-serif", margin: "0 0 8px" };

/** What is left to say where no page of the app can: never what went wrong in here. */
export function ErrorBoundary() {
  const { title, text } = wordsFor(useRouteError());
  return (
    <main
      style={{
        font: "16px/1.5 system-ui, sans-serif",
        margin: "48px auto",
        maxWidth: 560,
        padding: "0 16px",
      }}
    >
      <h1 style={HEADING}>{title}</h1>
      <p style={{ margin: 0 }}>{text}</p>
    </main>
  );
}

function wordsFor(failure: unknown): { readonly title: string; readonly text: string } {
  switch (isRouteErrorResponse(failure) ? failure.status : 500) {
    case 404:
      return {
        title: "This page doesn’t exist",
        text: "Open Tandem from your Shopify admin, under Apps.",
      };
    case 429:
      return { title: "Too many requests", text: "Wait a minute, then reload the page." };
    case 503:
      return {
        title: "Can’t connect to Shopify right now",
        text: "Tandem needs Shopify to open for the first time. Wait a minute, then reload the page.",
      };
    default:
      return { title: "Something went wrong", text: "Reload the page, then try again." };
  }
}
