import { isRouteErrorResponse } from "@remix-run/react";

const HEADING = { font: "600 24px/1.3 system-ui, sans-serif", margin: "0 0 8px" };

/**
 * What is left to say where a page can't be shown: never what went wrong in here. Each boundary shows it itself. To throw on is no
 * way: where two do in one rendering on the server, Remix answers "Unexpected Server Error".
 */
export function FailurePage({ failure }: { readonly failure: unknown }) {
  // What Shopify's library throws with a status of success is markup that leaves the page. The library's own boundary knows it by the
  // name of a class, which is another in a browser.
  if (isRouteErrorResponse(failure) && failure.status < 400)
    return <div dangerouslySetInnerHTML={{ __html: String(failure.data) }} />;
  const { title, text } = wordsFor(failure);
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
