import express from "express";

import type { Devstore } from "../context.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { Mail } from "../state/types.ts";

/** The button that mail programs show for a mail that can be unsubscribed from by one click (RFC 8058). */
function oneClick({ headers = {} }: Mail): Html | "" {
  const address = /<(https?:[^>]+)>/.exec(headers["list-unsubscribe"] ?? "")?.[1];
  if (!address || headers["list-unsubscribe-post"] !== "List-Unsubscribe=One-Click") return "";
  return html`<form method="post" action="${address}">
    <button name="List-Unsubscribe" value="One-Click">Unsubscribe by one click</button>
  </form>`;
}

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
          <link rel="icon" href="/cdn/own-theme/icon.svg" />
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
          <td>${mail.from}</td>
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
                    <thead>
                      <tr>
                        <th>Subject</th>
                        <th>From</th>
                        <th>To</th>
                        <th>Sent</th>
                      </tr>
                    </thead>
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
          <p class="muted">
            ${mail.from && html`From ${mail.from}<br />`}To
            ${mail.to}${mail.replyTo && html`<br />Reply to ${mail.replyTo}`}
          </p>
          ${oneClick(mail)}
          <iframe
            class="mail"
            title="The mail"
            src="/mailbox/${encodeURIComponent(mail.id)}/html"
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
          ></iframe>
          ${mail.text && html`<details class="card"><summary>As text</summary><pre>${mail.text}</pre></details>`}
          ${mail.headers && html`<details class="card"><summary>Headers</summary><pre>${Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}\n`)}</pre></details>`}`,
      ),
    );
  });

  // As a mail program shows it: no script runs, and links open in the whole window.
  router.get("/mailbox/:id/html", (request, response, next) => {
    const mail = store.mails.get(request.params.id);
    if (!mail) return next();
    const isWhole = /<html/i.test(mail.html);
    const content = isWhole ? mail.html : `<!doctype html><body>${mail.html}`;
    response
      .set("Content-Security-Policy", "script-src 'none'")
      .send(content.replace(/<head[^>]*>|<body>/i, (tag) => `${tag}<base target="_top">`));
  });
  return router;
}
