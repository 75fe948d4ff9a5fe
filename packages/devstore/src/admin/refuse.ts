import type { Response } from "express";

import type { Devstore } from "../context.ts";
import { html } from "../html.ts";
import { adminShell } from "./shell.ts";

/** Answers what the admin doesn't do: with a page that says why, and leads back. */
export function refuse(
  devstore: Devstore,
  response: Response,
  refusal: {
    readonly status: 404 | 422;
    readonly title: string;
    readonly text: string;
    readonly back: string;
    /** What the link back says. */
    readonly backLabel?: string;
  },
): void {
  const { status, title, text, back, backLabel = "Back" } = refusal;
  const content = html`<h1>${title}</h1>
    <div class="card">
      <p role="alert">${text}</p>
      <p><a class="button" href="${back}">${backLabel}</a></p>
    </div>`;
  const path = response.req.originalUrl;
  response.status(status).send(adminShell(devstore, { title, path }, content).text);
}

/** What the admin has no page for. */
export function refuseUnknown(devstore: Devstore, response: Response): void {
  refuse(devstore, response, {
    status: 404,
    title: "This page isn’t here",
    text: "The address is wrong, or what it shows was deleted.",
    back: "/admin/orders",
    backLabel: "View orders",
  });
}
