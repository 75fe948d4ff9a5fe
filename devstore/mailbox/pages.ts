import express from "express";

import type { Devstore } from "../context.ts";
import { Html, html } from "../html.ts";

/** Mail that the shop and its apps sent: nothing leaves the machine. */
export function mailbox({ store }: Devstore): express.Router {
  const router = express.Router();
  const page = (title: string, content: Html) =>
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="icon" href="/cdn/theme/icon.svg" />
          <link rel="stylesheet" href="/stand-in/admin.css" />
        </head>
        <body>
          <div class="top">
            <strong>Mailbox</strong>
            <nav><a href="/">Storefront</a><a href="/admin">Admin</a></nav>
          </div>
          <main class="content">${content}</main>
        </body>
      </html>`.text;

  router.get("/mailbox", (_request, response) => {
    const mails = store.mails.all().toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
    const rows = mails.map(
      (mail) =>
        html`<tr>
          <td><a href="/mailbox/${encodeURIComponent(mail.id)}">${mail.subject}</a></td>
          <td>${mail.to}</td>
          <td>${mail.sentAt.slice(0, 16).replace("T", " ")}</td>
        </tr>`,
    );
    response.send(
      page(
        "Mailbox",
        html`<h1>Mailbox</h1>
          <div class="card">
            ${
              mails.length === 0
                ? html`<p class="muted">No mail yet. An order sends its confirmation here.</p>`
                : html`<table>
                    <tbody>
                      ${rows}
                    </tbody>
                  </table>`
            }
          </div>`,
      ),
    );
  });

  router.get("/mailbox/:id", (request, response, next) => {
    const mail = store.mails.get(request.params.id);
    if (!mail) return next();
    response.send(
      page(
        mail.subject,
        html`<h1>${mail.subject}</h1>
          <p class="muted">To ${mail.to}</p>
          <div class="card">${new Html(mail.html)}</div>`,
      ),
    );
  });
  return router;
}
