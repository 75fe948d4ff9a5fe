import { randomUUID } from "node:crypto";

import { emptyDraft } from "../../core/offers/draft.ts";
import type { Knock } from "./keys.ts";
import { orderBody } from "./order-bodies.ts";
import { ITS_ORDER, ITS_PAIR, ITS_REFERRAL, ITS_REQUEST } from "./other-shop.ts";
import type { ForeignIds } from "./other-shop.ts";

/** A request that names something of the other shop's. */
export interface ForeignAsk {
  readonly path: string;
  readonly method: Knock["method"];
  readonly body?: unknown;
}

const read = (path: string): ForeignAsk => ({ path, method: "GET" });
const send = (path: string, body: unknown): ForeignAsk => ({ path, method: "POST", body });
const NOTHING_TO_NAME: readonly ForeignAsk[] = [];

/** How the ids of another shop can be put into the requests of a route; none for one that takes no id of ours. */
export function foreignAsks(route: string, ids: ForeignIds): readonly ForeignAsk[] | undefined {
  return tableOf(ids).get(route);
}

const tableOf = (ids: ForeignIds) =>
  new Map<string, readonly ForeignAsk[]>([
    ["_index", NOTHING_TO_NAME],
    ["auth.$", NOTHING_TO_NAME],
    ["auth.login", NOTHING_TO_NAME],
    ["app", NOTHING_TO_NAME],
    ["app._index", [read("/app")]],
    ["app.follow-ups", [read("/app/follow-ups?show=all")]],
    ["app.follow-ups.preview", NOTHING_TO_NAME],
    ["app.follow-ups.rules", NOTHING_TO_NAME],
    [
      "app.follow-ups_.$id",
      [
        read(`/app/follow-ups/${ids.sequence}`),
        send(`/app/follow-ups/${ids.sequence}`, { version: 1, status: "active", draft: {} }),
        { path: `/app/follow-ups/${ids.sequence}`, method: "DELETE" },
      ],
    ],
    ["app.loyalty._index", [read("/app/loyalty"), send("/app/loyalty?index", {})]],
    ["app.loyalty.balances", NOTHING_TO_NAME],
    ["app.loyalty.history", [send("/app/loyalty/history", {})]],
    ["app.loyalty.import", NOTHING_TO_NAME],
    [
      "app.loyalty.members.$number",
      [
        read("/app/loyalty/members/7001"),
        send("/app/loyalty/members/7001", { id: randomUUID(), points: "-5", reason: "Taken" }),
      ],
    ],
    ["app.loyalty.members.export", [read("/app/loyalty/members/export")]],
    ["app.loyalty.programme", [read("/app/loyalty/programme")]],
    ["app.loyalty.review-key", [send("/app/loyalty/review-key", {})]],
    ["app.loyalty.simulation", NOTHING_TO_NAME],
    [
      "app.offers.$id",
      [
        read(`/app/offers/${ids.offer}`),
        ...[
          { intent: "status", version: 1, status: "archived" },
          { intent: "duplicate" },
          { intent: "save", version: 1, status: "active", draft: emptyDraft("add-on") },
        ].map((body) => send(`/app/offers/${ids.offer}`, body)),
      ],
    ],
    [
      "app.offers._index",
      [read("/app/offers"), send("/app/offers?index", { ids: [ids.offer], status: "archived" })],
    ],
    ["app.offers.audience", NOTHING_TO_NAME],
    ["app.offers.collection", NOTHING_TO_NAME],
    ["app.offers.conflicts", [read("/app/offers/conflicts")]],
    ["app.offers.export", [read("/app/offers/export")]],
    ["app.offers.import", [send("/app/offers/import", { csv: csvOf(ids), isConfirmed: true })]],
    ["app.offers.preview", NOTHING_TO_NAME],
    [
      "app.offers.simulate",
      [send("/app/offers/simulate", { id: ids.offer, draft: emptyDraft("add-on"), cart: [] })],
    ],
    ["app.one-click", [read("/app/one-click?show=all")]],
    [
      "app.pairings",
      [
        read("/app/pairings"),
        send("/app/pairings", {
          intent: "remove",
          productIds: ITS_PAIR,
        }),
      ],
    ],
    ["app.privacy", [read("/app/privacy")]],
    ["app.privacy_.$id", [read(`/app/privacy/${ITS_REQUEST}`)]],
    [
      "app.set-aside",
      [
        send("/app/set-aside", { kind: "follow-up", itemId: ITS_ORDER }),
        send("/app/set-aside", {}),
      ],
    ],
    ["app.settings", [read("/app/settings")]],
    [
      "api.after-purchase",
      [send("/api/after-purchase", { orderId: ITS_ORDER, productIds: ITS_PAIR })],
    ],
    [
      "api.after-purchase_.pulse",
      [send("/api/after-purchase/pulse", { orderId: ITS_ORDER, answer: "happy", comment: "" })],
    ],
    [
      "api.after-purchase_.redeem",
      [send("/api/after-purchase/redeem", { id: randomUUID(), points: 5, way: "code" })],
    ],
    ["api.one-click", [send("/api/one-click", { isSeen: true })]],
    ["api.one-click_.accept", [send("/api/one-click/accept", { variantId: 40001 })]],
    ["api.one-click_.outcome", [send("/api/one-click/outcome", { outcome: "declined" })]],
    ["webhooks.$", NOTHING_TO_NAME],
    ["hooks.mail", NOTHING_TO_NAME],
    ["hooks.reviews", [send("/hooks/reviews", { productId: 1001, customerId: 7001 })]],
    ["mail.cart", [read("/mail/cart")]],
    ["mail.open", [read("/mail/open")]],
    ["mail.pulse", [read("/mail/pulse"), send("/mail/pulse", { answer: "happy" })]],
    ["mail.unsubscribe", [read("/mail/unsubscribe"), send("/mail/unsubscribe", {})]],
    ["proxy.loyalty", [read("/proxy/loyalty")]],
    ["proxy.loyalty_.friend", [read(`/proxy/loyalty/friend?by=${ITS_REFERRAL}`)]],
    ["webhooks.app.uninstalled", NOTHING_TO_NAME],
    ["webhooks.compliance", [send("/webhooks/compliance", { customer: { id: 7001 } })]],
    [
      "webhooks.inbox",
      [send("/webhooks/inbox", orderBody(990001)), send("/webhooks/inbox", { id: 1001 })],
    ],
  ]);

const csvOf = ({ offer }: ForeignIds) =>
  `id,kind,name,copy.title,terms.products.0.productId,terms.tiers.0.minimumQuantity,terms.tiers.0.discount.kind,terms.tiers.0.discount.value\n${offer},quantity-break,Mine,Mine,${ITS_PAIR[0]},2,percentage,20`;
