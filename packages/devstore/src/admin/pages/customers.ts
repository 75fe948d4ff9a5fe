import express from "express";
import { globalId } from "@tandem/storefront-kit/ids";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { customerHistories } from "../../checkout/order-totals.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import { mergeCustomers } from "../../state/merge-customers.ts";
import { numberOf } from "../../state/store.ts";
import { mergePayload } from "../../webhooks/payloads.ts";
import type { Store } from "../../state/store.ts";
import type { Company, Customer, EmailMarketing } from "../../state/types.ts";
import { adminShell } from "../shell.ts";

const ROWS = 500;
/** What a customer can have said to mail about offers: state and level. */
const CONSENTS = [
  ["NOT_SUBSCRIBED", "Not subscribed"],
  ["PENDING/CONFIRMED_OPT_IN", "Pending"],
  ["SUBSCRIBED/SINGLE_OPT_IN", "Subscribed"],
  ["SUBSCRIBED/CONFIRMED_OPT_IN", "Subscribed, confirmed"],
  ["UNSUBSCRIBED", "Unsubscribed"],
] as const;

/** The company of that name; a new one where nobody buys for it yet. */
function openCompany(store: Store, name: string): Company {
  const id = () => ({
    id: store.nextId("Company"),
    locationId: store.nextId("CompanyLocation"),
    name,
  });
  return store.customers.find((one) => one.company?.name === name)?.company ?? id();
}

function consentOf({ marketing }: Customer): string {
  const { state = "NOT_SUBSCRIBED", optInLevel = null } = marketing ?? {};
  return state === "UNSUBSCRIBED" || optInLevel === null ? state : `${state}/${optInLevel}`;
}

/** The shop's customers, with the tags by which a merchant tells them apart. */
export function customersAdmin(devstore: Devstore): express.Router {
  const { store } = devstore;
  const router = express.Router();

  router.get("/admin/customers", (request, response) => {
    const histories = customerHistories(store);
    const content = html`<h1>Customers</h1>
      <div class="card">
        <table class="customers">
          <thead>
            <tr>
              <th>Name</th>
              <th>E-mail</th>
              <th>Country</th>
              <th>Orders</th>
              <th>Spent</th>
              <th>Mail</th>
              <th>Tags</th>
              <th>Merge</th>
            </tr>
          </thead>
          <tbody>
            ${store.customers
              .all()
              .slice(0, ROWS)
              .map((customer) => {
                const history = histories.get(customer.id);
                const spent = formatMoney(history?.spentMinor ?? 0, store.shop.currencyCode, "en");
                return html`<tr>
                  <td>
                    <a href="/admin/customers/${numberOf(customer.id)}"
                      >${[customer.firstName, customer.lastName].filter(Boolean).join(" ") || "Customer"}</a
                    >
                  </td>
                  <td>${customer.email}</td>
                  <td>${customer.country}</td>
                  <td>${String(history?.orders ?? 0)}</td>
                  <td>${spent}</td>
                  <td>
                    <form method="post" action="/admin/customers/${numberOf(customer.id)}/marketing" class="row">
                      <select name="consent" aria-label="Consent of ${customer.email}">
                        ${CONSENTS.map(([value, label]) => html`<option value="${value}" ${value === consentOf(customer) ? "selected" : ""}>${label}</option>`)}</select
                      ><button>Save</button>
                    </form>
                  </td>
                  <td>
                    <form method="post" action="/admin/customers/${numberOf(customer.id)}" class="row">
                      <input
                        name="tags"
                        value="${customer.tags.join(", ")}"
                        aria-label="Tags of ${customer.email}"
                      /><input
                        name="company"
                        value="${customer.company?.name ?? ""}"
                        placeholder="Company"
                        aria-label="Company of ${customer.email}"
                      /><button>Save</button>
                    </form>
                  </td>
                  <td>
                    <form method="post" action="/admin/customers/${numberOf(customer.id)}/merge" class="row">
                      <input
                        name="into"
                        type="email"
                        required
                        aria-label="Address to merge ${customer.email} into"
                      /><button>Merge</button>
                    </form>
                  </td>
                </tr>`;
              })}
          </tbody>
        </table>
      </div>`;
    response.send(adminShell(devstore, { title: "Customers", path: request.path }, content).text);
  });

  router.post(
    "/admin/customers/:number",
    express.urlencoded({ extended: false }),
    (request, response, next) => {
      const customer = store.customers.get(globalId("Customer", String(request.params["number"])));
      if (!customer) return next();
      const body = request.body as Record<string, string>;
      const typed = body["tags"] ?? "";
      const name = (body["company"] ?? customer.company?.name ?? "").trim();
      const tags = typed
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean);
      const { company: before, ...rest } = customer;
      const company = before?.name === name ? before : name && openCompany(store, name);
      store.customers.put({ ...rest, tags, ...(company && { company }) });
      response.redirect(303, "/admin/customers");
    },
  );
  router.post(
    "/admin/customers/:number/marketing",
    express.urlencoded({ extended: false }),
    (request, response, next) => {
      const customer = store.customers.get(globalId("Customer", String(request.params["number"])));
      const consent = String((request.body as Record<string, string>)["consent"] ?? "");
      const [state, optInLevel = null] = consent.split("/");
      if (!customer || !CONSENTS.some(([value]) => value === consent)) return next();
      const updatedAt = devstore.now().toISOString();
      const marketing = { state, optInLevel, updatedAt } as EmailMarketing;
      store.customers.put({ ...customer, marketing });
      response.redirect(303, "/admin/customers");
    },
  );
  router.post(
    "/admin/customers/:number/merge",
    express.urlencoded({ extended: false }),
    (request, response, next) => {
      const deleted = store.customers.get(globalId("Customer", String(request.params["number"])));
      const into = String((request.body as Record<string, string>)["into"] ?? "").toLowerCase();
      const kept = store.customers.find((one) => one.email.toLowerCase() === into);
      if (!deleted || !kept || kept.id === deleted.id) return next();
      mergeCustomers(store, kept.id, deleted.id);
      devstore.webhooks.emit("customers/merge", mergePayload(kept.id, deleted.id));
      response.redirect(303, "/admin/customers");
    },
  );
  return router;
}
