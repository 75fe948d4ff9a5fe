import { isRouteErrorResponse } from "@remix-run/react";

import { PlainPage } from "./PlainPage.tsx";

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
    <PlainPage title={title}>
      <p style={{ margin: 0 }}>{text}</p>
    </PlainPage>
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
