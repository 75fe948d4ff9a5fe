import type { Request } from "express";

import type { Devstore } from "../context.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { localeOf, rootUrl } from "../storefront/request-cart.ts";

/** The frame of the checkout's pages, and of those after it. */
export function checkoutShell(
  devstore: Devstore,
  request: Request,
  title: string,
  content: Html,
): Html {
  return html`<!doctype html>
    <html lang="${localeOf(request)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/cdn/own-theme/icon.svg" />
        <link rel="stylesheet" href="/stand-in/checkout.css" />
      </head>
      <body>
        <header><a href="${rootUrl(request)}">${devstore.store.shop.name}</a></header>
        ${content}
      </body>
    </html>`;
}
