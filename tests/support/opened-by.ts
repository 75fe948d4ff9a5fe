import { readFileSync } from "node:fs";

import type { KeyKind } from "./keys.ts";

/** Routes that anyone may ask: they say how to open the app, or give the same picture to all. */
export const FOR_ANYONE: readonly string[] = ["_index", "auth.login", "mail.open"];

/** What opens each other route: one kind of key, or, of a buyer's pages, also that of who is not signed in. */
const OPENED: Partial<Record<KeyKind, readonly string[]>> = {
  merchant: [
    "auth.$",
    "app",
    "app._index",
    "app.follow-ups",
    "app.follow-ups.preview",
    "app.follow-ups.rules",
    "app.follow-ups_.$id",
    "app.loyalty._index",
    "app.loyalty.balances",
    "app.loyalty.history",
    "app.loyalty.import",
    "app.loyalty.members.$number",
    "app.loyalty.members.export",
    "app.loyalty.programme",
    "app.loyalty.review-key",
    "app.loyalty.simulation",
    "app.offers.$id",
    "app.offers._index",
    "app.offers.audience",
    "app.offers.collection",
    "app.offers.conflicts",
    "app.offers.export",
    "app.offers.import",
    "app.offers.preview",
    "app.offers.simulate",
    "app.one-click",
    "app.pairings",
    "app.privacy",
    "app.privacy_.$id",
    "app.set-aside",
    "app.settings",
  ],
  buyer: ["api.after-purchase", "api.after-purchase_.pulse", "api.after-purchase_.redeem"],
  stranger: ["api.after-purchase"],
  purchase: ["api.one-click", "api.one-click_.accept", "api.one-click_.outcome"],
  webhook: ["webhooks.$", "webhooks.app.uninstalled", "webhooks.compliance", "webhooks.inbox"],
  proxy: ["proxy.loyalty", "proxy.loyalty_.friend"],
  link: ["mail.cart", "mail.pulse", "mail.unsubscribe"],
  review: ["hooks.reviews"],
  mail: ["hooks.mail"],
};

/** The kinds of key that open a route; none for one that nobody has written into the table. */
export function kindsThatOpen(route: string): KeyKind[] {
  return Object.entries(OPENED).flatMap(([kind, routes]) =>
    routes.includes(route) ? [kind as KeyKind] : [],
  );
}

/** The methods that a route answers, as its file says. Where only posts are taken, the loader is no function of the file's. */
export function methodsOf(route: string): ("GET" | "POST")[] {
  const source = readFileSync(`app/routes/${route}.tsx`, "utf8");
  const exports = (name: string) => new RegExp(`^export (async )?function ${name}\\b`, "m");
  return [
    ...(exports("loader").test(source) ? (["GET"] as const) : []),
    ...(exports("action").test(source) ? (["POST"] as const) : []),
  ];
}

/** Whether an answer shows the door: by a status, or by leading to the sign-in. */
export function isTurnedAway(route: string, answer: Response): boolean {
  const leadsTo = answer.headers.get("Location") ?? answer.headers.get("X-Remix-Redirect") ?? "";
  // A mail's link is of a person, who is told so on a page.
  const refusal = route.startsWith("mail.") ? 400 : 401;
  return answer.status === refusal || leadsTo.includes("/auth/");
}
