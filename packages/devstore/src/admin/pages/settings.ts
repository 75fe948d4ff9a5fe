import express from "express";

import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { Faults } from "../../state/types.ts";
import { sendDueErasures } from "../../webhooks/send-due-erasures.ts";
import { adminShell, appPath } from "../shell.ts";

const DELIVERIES_SHOWN = 30;
/** Longer than the app waits. */
const LATE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 3_600_000;
/** How far a button moves the clock. */
const MOVES = [
  ["An hour on", HOUR_MILLISECONDS],
  ["A day on", 24 * HOUR_MILLISECONDS],
  ["A week on", 7 * 24 * HOUR_MILLISECONDS],
] as const;

/** What becomes of a payment for what is added to an order. */
const ADDED_PAYMENTS = [
  ["", "is charged"],
  ["refused", "is declined: nothing is added"],
  ["unpaid", "is declined when the order was changed already"],
] as const;

/** The app's installation, what can be made to go wrong, and what webhooks were sent. */
export function settingsAdmin(devstore: Devstore): express.Router {
  const { store, webhooks } = devstore;
  const router = express.Router();

  router.get("/admin/settings", (request, response) => {
    const { faults, isInstalled } = store.shop;
    const deliveries = store.deliveries.all().toReversed().slice(0, DELIVERIES_SHOWN);
    const check = (name: string, isOn: boolean, label: string) =>
      html`<label class="field"
        ><span
          ><input type="checkbox" name="${name}" value="1" ${isOn ? "checked" : ""} />
          ${label}</span
        ></label
      >`;
    const content = html`<h1>Settings & faults</h1>
      <form method="post" action="/admin/settings/installation" class="card">
        <h2>${devstore.configuration.app.title}</h2>
        <p class="row">
          <span>${isInstalled ? "Installed" : "Not installed"}</span>
          ${isInstalled ? html`<button class="critical" name="action" value="uninstall">Uninstall</button>` : html`<button class="primary" name="action" value="install">Install</button>`}
        </p>
      </form>
      <form method="post" action="/admin/settings/clock" class="card">
        <h2>Clock</h2>
        <p>
          In the demo it is <strong>${clockWords(devstore)}</strong>${devstore.clock.offset !== 0 && html`, by a clock that was moved`}.
          Follow-ups, schedules and points go by it.
        </p>
        <p class="row row--start">
          ${MOVES.map(([label, milliseconds]) => html`<button name="move" value="${String(milliseconds)}">${label}</button>`)}
          <button name="reset" value="1">Back to now</button>
        </p>
      </form>
      <form method="post" action="/admin/settings/faults" class="card">
        <h2>Faults</h2>
        ${check("duplicate", faults.webhooks.duplicate, "Send every webhook twice")}
        ${check("reorder", faults.webhooks.reorder, "Send webhooks in reverse order")}
        ${check("hold", faults.webhooks.hold, "Hold webhooks back until this is off")}
        <label class="field"
          >Delay of webhooks, in milliseconds
          <input
            type="number"
            name="delayMilliseconds"
            min="0"
            value="${faults.webhooks.delayMilliseconds}"
        /></label>
        ${check("isDown", faults.adminApi.isDown, "Admin API is down")}
        ${check("isThrottled", faults.adminApi.isThrottled, "Admin API throttles every call")}
        <label class="field"
          >Mutations that fail next
          <input
            type="number"
            name="failNextMutations"
            min="0"
            value="${faults.adminApi.failNextMutations}"
        /></label>
        <label class="field"
          >Mutations that are answered a minute late next
          <input
            type="number"
            name="lateMutations"
            min="0"
            value="${faults.adminApi.late?.mutations ?? 0}"
        /></label>
        ${check("isMailServerDown", faults.isMailServerDown ?? false, "Mail server is down")}
        <p class="muted">
          Addresses that begin with “bounce” do not exist for the mail server.
        </p>
        ${check("skipsCartTransform", faults.skipsCartTransform ?? false, "Run no cart transform, as for orders of other channels")}
        <button class="primary">Save</button>
      </form>
      <form method="post" action="/admin/settings/confirmation" class="card">
        <h2>Order confirmation</h2>
        <label class="field"
          >Added to its template, as Liquid
          <textarea name="snippet" rows="4">${store.shop.confirmationSnippet ?? ""}</textarea></label
        >
        ${check("holdsConfirmations", store.shop.holdsConfirmations ?? false, "Hold confirmations back until this is off")}
        <button class="primary">Update the template</button>
      </form>
      <form method="post" action="/admin/settings/markets" class="card">
        <h2>Markets</h2>
        ${check("sellsInLocalCurrencies", store.shop.sellsInLocalCurrencies ?? false, "Sell in the currencies of markets abroad (Japan: JPY, United Kingdom: GBP)")}
        <button class="primary">Update the markets</button>
      </form>
      <form method="post" action="/admin/settings/taxes" class="card">
        <h2>Taxes</h2>
        <label class="field"
          >In the prices, in percent, told apart on orders; empty: not told apart
          <input name="percent" inputmode="decimal" value="${store.shop.taxPercent ?? ""}"
        /></label>
        <button class="primary">Update the taxes</button>
      </form>
      <form method="post" action="/admin/settings/post-purchase" class="card">
        <h2>Post-purchase page</h2>
        <p class="muted">
          As under Settings → Checkout in Shopify: which app has the page between payment and thank-you page.
        </p>
        ${check("hasPostPurchasePage", store.shop.hasPostPurchasePage ?? false, `${devstore.configuration.app.title} has the page`)}
        <label class="field"
          >A card that is charged again
          <select name="addedPayment">
            ${ADDED_PAYMENTS.map(([value, label]) => html`<option value="${value}" ${value === (faults.addedPayment ?? "") ? "selected" : ""}>${label}</option>`)}
          </select></label
        >
        <button class="primary">Update the page</button>
      </form>
      <div class="card">
        <h2>Shopify Flow was told</h2>
        ${store.flowEvents.size === 0 && html`<p class="muted">Nothing yet.</p>`}
        <ul>
          ${store.flowEvents
            .all()
            .toReversed()
            .slice(0, DELIVERIES_SHOWN)
            .map((one) => html`<li>${one.handle}: ${JSON.stringify(one.payload)}</li>`)}
        </ul>
      </div>
      <div class="card">
        <h2>Webhooks sent</h2>
        <table>
          <tbody>
            ${deliveries.map(
              (one) =>
                html`<tr>
                  <td>${one.topic}</td>
                  <td>${one.triggeredAt.slice(11, 19)}</td>
                  <td><span class="badge">${one.state}</span> ${one.lastAnswer}</td>
                  <td>
                    <form method="post" action="/admin/settings/repeat">
                      <button name="id" value="${one.id}">Send again</button>
                    </form>
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    response.send(adminShell(devstore, { title: "Settings", path: request.path }, content).text);
  });

  router.use("/admin/settings", express.urlencoded({ extended: false }), express.json());

  router.post("/admin/settings/clock", (request, response) => {
    const { move = "0", ...body } = request.body as Record<string, string>;
    if ("reset" in body) devstore.clock.reset();
    else devstore.clock.moveBy(Number(move) || 0);
    sendDueErasures(devstore);
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/confirmation", (request, response) => {
    const body = request.body as Record<string, string>;
    store.updateShop({
      confirmationSnippet: body["snippet"] ?? "",
      holdsConfirmations: "holdsConfirmations" in body,
    });
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/post-purchase", (request, response) => {
    const body = request.body as Record<string, string>;
    const addedPayment = ADDED_PAYMENTS.find(([value]) => value === body["addedPayment"])?.[0];
    const { addedPayment: _before, ...faults } = store.shop.faults;
    store.updateShop({
      hasPostPurchasePage: "hasPostPurchasePage" in body,
      faults: addedPayment ? { ...faults, addedPayment } : faults,
    });
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/faults", (request, response) => {
    const body = request.body as Record<string, string>;
    const { addedPayment } = store.shop.faults;
    const faults: Faults = {
      ...(addedPayment && { addedPayment }),
      webhooks: {
        duplicate: "duplicate" in body,
        reorder: "reorder" in body,
        hold: "hold" in body,
        delayMilliseconds: Number(body["delayMilliseconds"]) || 0,
      },
      adminApi: {
        isDown: "isDown" in body,
        isThrottled: "isThrottled" in body,
        failNextMutations: Number(body["failNextMutations"]) || 0,
        late: {
          mutations: Number(body["lateMutations"]) || 0,
          milliseconds: LATE_MILLISECONDS,
        },
      },
      skipsCartTransform: "skipsCartTransform" in body,
      isMailServerDown: "isMailServerDown" in body,
    };
    store.updateShop({ faults });
    webhooks.wake();
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/markets", (request, response) => {
    store.updateShop({ sellsInLocalCurrencies: "sellsInLocalCurrencies" in request.body });
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/taxes", (request, response) => {
    const typed = String((request.body as { percent?: string }).percent ?? "").trim();
    const percent = typed === "" ? undefined : Number(typed);
    const { taxPercent: _before, ...shop } = store.shop;
    const isRate = percent !== undefined && percent >= 0 && percent <= 100;
    store.shops.put({ ...shop, ...(isRate && { taxPercent: percent }) });
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/repeat", (request, response) => {
    webhooks.repeat((request.body as { id: string }).id);
    response.redirect(303, "/admin/settings");
  });

  router.post("/admin/settings/installation", (request, response) => {
    if ((request.body as { action: string }).action === "install") {
      store.updateShop({ isInstalled: true, installationId: store.nextId("AppInstallation") });
      return response.redirect(303, appPath(devstore) + devstore.configuration.app.homePath);
    }
    uninstall(devstore);
    response.redirect(303, "/admin/settings");
  });
  return router;
}

function clockWords({ store, now }: Devstore): string {
  const { timeZone } = store.shop;
  return new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short", timeZone }).format(
    now(),
  );
}

/** What Shopify takes away with an app: its tokens, discounts, own metafields and theme blocks. */
export function uninstall({ store, webhooks }: Devstore): void {
  store.transaction(() => {
    store.updateShop({ isInstalled: false });
    for (const token of store.accessTokens.all()) store.accessTokens.remove(token.id);
    for (const discount of store.appDiscounts.all()) store.appDiscounts.remove(discount.id);
    for (const one of store.cartTransforms.all()) store.cartTransforms.remove(one.id);
    for (const metafield of store.metafields.all())
      if (metafield.namespace.startsWith("app--")) store.metafields.remove(metafield.id);
    for (const definition of store.metafieldDefinitions.all())
      store.metafieldDefinitions.remove(definition.id);
  });
  webhooks.emit("app/uninstalled", {
    id: 1,
    name: store.shop.name,
    domain: store.shop.domain,
    myshopify_domain: store.shop.domain,
  });
}
