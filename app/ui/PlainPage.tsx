import type { ReactNode } from "react";

const PAGE = {
  font: "16px/1.5 system-ui, sans-serif",
  margin: "48px auto",
  maxWidth: 560,
  padding: "0 16px",
};
const HEADING = { font: "600 24px/1.3 system-ui, sans-serif", margin: "0 0 8px" };

/** A page without Polaris, for who is outside of Shopify's admin, or where nothing else can be shown. */
export function PlainPage(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main style={PAGE}>
      <h1 style={HEADING}>{props.title}</h1>
      {props.children}
    </main>
  );
}
