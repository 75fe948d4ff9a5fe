import type { Devstore } from "../context.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";

const PAGES = [
  ["/admin/orders", "Orders"],
  ["/admin/products", "Products"],
  ["/admin/customers", "Customers"],
  ["/admin/discounts", "Discounts"],
  ["/admin/themes/current/editor", "Online Store"],
] as const;

/** Where the admin shows the app. */
export function appPath({ configuration }: Devstore): string {
  return `/admin/apps/${configuration.app.handle}`;
}

/** The admin's frame around a page: top bar and navigation. */
export function adminShell(
  devstore: Devstore,
  options: { title: string; path: string; isFrame?: boolean },
  content: Html,
): Html {
  const { shop } = devstore.store;
  const { app } = devstore.configuration;
  const link = ([path, label]: readonly [string, string]) =>
    html`<a href="${path}" ${options.path.startsWith(path) ? html`aria-current="page"` : ""}
      >${label}</a
    >`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${options.title} · ${shop.name}</title>
        <link rel="icon" href="/cdn/own-theme/icon.svg" />
        <link rel="stylesheet" href="/stand-in/admin.css" />
      </head>
      <body>
        <div class="top">
          <strong>${shop.name}</strong>
          <nav aria-label="Shop"><a href="/">Storefront</a><a href="/mailbox">Mailbox</a></nav>
        </div>
        <div class="layout">
          <nav class="side" aria-label="Admin">
            ${PAGES.map(link)}
            <small>Apps</small>
            ${
              shop.isInstalled
                ? html`<a
                      href="${appPath(devstore)}${app.homePath}"
                      ${options.isFrame ? html`aria-current="page"` : ""}
                      >${app.title}</a
                    >
                    <div data-app-links></div>`
                : ""
            }
            <small>Stand-in store</small>
            ${link(["/admin/settings", "Settings & faults"])}
          </nav>
          <main class="content${options.isFrame ? " content--frame" : ""}">${content}</main>
        </div>
      </body>
    </html>`;
}
