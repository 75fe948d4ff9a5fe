import express from "express";
import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { formatMoney, parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";

import { search } from "../../admin-api/search.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import { PRODUCT_STATUSES } from "../../state/types.ts";
import { addProduct, SPECIAL_PRODUCTS } from "../../sample-shop/index.ts";
import { collectionPayload, productPayload } from "../../webhooks/payloads.ts";
import { adminShell } from "../shell.ts";

const SELLING_PLANS = [
  ["", "No"],
  ["optional", "Too"],
  ["required", "Only"],
] as const;
const ROWS = 60;

/** Products and discounts of the shop, as far as the demo needs them changed. */
export function catalogueAdmin(devstore: Devstore): express.Router {
  const { store, webhooks, now } = devstore;
  const router = express.Router();
  const find = (number: string) => store.products.get(`gid://shopify/Product/${number}`);

  router.get("/admin/products", (request, response) => {
    const terms = String(request.query["q"] ?? "");
    const found = search(
      store.products.all(),
      terms.replace(/[^\p{L}\p{N} ]/gu, " "),
      {},
      (product) => product.title,
    );
    const content = html`<h1>Products</h1>
      <form class="row">
        <input
          type="search"
          name="q"
          value="${terms}"
          aria-label="Search products"
          placeholder="Search"
        /><span class="muted">${found.length} products</span>
      </form>
      <div class="card">
        <table>
          <tbody>
            ${found.slice(0, ROWS).map(
              (product) =>
                html`<tr>
                  <td>
                    <img src="/cdn/products/${product.handle}.svg" width="40" height="40" alt="" />
                  </td>
                  <td>
                    <a href="/admin/products/${product.id.split("/").at(-1)}">${product.title}</a>
                  </td>
                  <td><span class="badge">${product.status.toLowerCase()}</span></td>
                  <td>${product.productType}</td>
                  <td class="number">
                    ${product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0)}
                    in stock
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <form method="post" class="card row" action="/admin/products">
        <label class="field"
          >A product that not every shop has<select name="special">
            ${Object.entries(SPECIAL_PRODUCTS).map(([name, { title }]) => html`<option value="${name}">${title}</option>`)}
          </select></label
        ><button>Add product</button>
      </form>`;
    response.send(adminShell(devstore, { title: "Products", path: request.path }, content).text);
  });

  router.post("/admin/products", express.urlencoded({ extended: true }), (request, response) => {
    const { special } = request.body as { special?: string };
    const [, entry] = Object.entries(SPECIAL_PRODUCTS).find(([name]) => name === special) ?? [];
    if (entry && !store.productByHandle(entry.handle))
      webhooks.emit("products/create", productPayload(addProduct(store, entry, now())));
    response.redirect(303, "/admin/products");
  });

  router.get("/admin/products/:number", (request, response, next) => {
    const product = find(request.params.number);
    if (!product) return next();
    const content = html`<h1>${product.title}</h1>
      <form method="post" class="card">
        <table>
          <thead>
            <tr>
              <th>Variant</th>
              <th>Price (${store.shop.currencyCode})</th>
              <th>Stock</th>
            </tr>
          </thead>
          <tbody>
            ${product.variants.map(
              (variant, index) =>
                html`<tr>
                  <td>${variant.title}</td>
                  <td>
                    <input
                      name="price[${index}]"
                      value="${toDecimal(variant.priceMinor, store.shop.currencyCode)}"
                      aria-label="Price of ${variant.title}"
                    />
                  </td>
                  <td>
                    <input
                      type="number"
                      name="stock[${index}]"
                      value="${variant.inventoryQuantity}"
                      aria-label="Stock of ${variant.title}"
                    />
                    <label
                      ><input
                        type="checkbox"
                        name="sellsOn[${index}]"
                        value="1"
                        aria-label="Continue selling ${variant.title} when out of stock"
                        ${variant.continuesSellingWhenOutOfStock ? "checked" : ""}
                      />
                      sells on</label
                    >
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
        <label class="field"
          >Status<select name="status">
            ${PRODUCT_STATUSES.map((status) => html`<option value="${status}" ${status === product.status ? "selected" : ""}>${status.toLowerCase()}</option>`)}
          </select></label
        >
        <label class="field"
          >Sold by subscription<select name="sellingPlans">
            ${SELLING_PLANS.map(([value, label]) => html`<option value="${value}" ${value === (product.sellingPlans ?? "") ? "selected" : ""}>${label}</option>`)}
          </select></label
        >
        <fieldset>
          <legend>Collections</legend>
          ${store.collections.all().map(
            ({ handle, title }) =>
              html`<label
                ><input
                  type="checkbox"
                  name="collections[]"
                  value="${handle}"
                  ${product.collectionHandles.includes(handle) ? "checked" : ""}
                />
                ${title}</label
              >`,
          )}
        </fieldset>
        <p class="row">
          <a href="/products/${product.handle}">View in store</a
          ><button class="primary">Save</button>
        </p>
      </form>
      <form method="post" action="/admin/products/${request.params.number}/delete">
        <button class="critical">Delete product</button>
      </form>`;
    response.send(adminShell(devstore, { title: product.title, path: request.path }, content).text);
  });

  router.post(
    "/admin/products/:number",
    express.urlencoded({ extended: true }),
    (request, response, next) => {
      const product = find(request.params.number);
      if (!product) return next();
      const {
        price = {},
        stock = {},
        sellsOn = {},
        collections = {},
      } = request.body as Record<string, Record<string, string> | undefined>;
      const sellingPlans = SELLING_PLANS.map(([value]) => value).find(
        (value) => value === (request.body as Record<string, unknown>)["sellingPlans"],
      );
      const status =
        PRODUCT_STATUSES.find(
          (one) => one === (request.body as Record<string, unknown>)["status"],
        ) ?? product.status;
      const { sellingPlans: _before, ...rest } = product;
      const variants = product.variants.map((variant, index) => ({
        ...variant,
        priceMinor:
          parseDecimal(price[index] ?? "", currencyExponent(store.shop.currencyCode)) ??
          variant.priceMinor,
        inventoryQuantity: Math.trunc(Number(stock[index] ?? variant.inventoryQuantity)) || 0,
        continuesSellingWhenOutOfStock: sellsOn[index] === "1",
      }));
      const collectionHandles = Object.values(collections).flatMap((handle) => handle ?? []);
      const changed = store.putProduct({
        ...rest,
        ...(sellingPlans && { sellingPlans }),
        status,
        collectionHandles,
        variants,
        updatedAt: now().toISOString(),
      });
      webhooks.emit("products/update", productPayload(changed));
      for (const collection of store.collections.all())
        if (
          collectionHandles.includes(collection.handle) !==
          product.collectionHandles.includes(collection.handle)
        )
          webhooks.emit("collections/update", collectionPayload(collection));
      response.redirect(303, request.path);
    },
  );

  router.post("/admin/products/:number/delete", (request, response) => {
    const product = find(request.params.number);
    if (product) {
      store.removeProduct(product.id);
      webhooks.emit("products/delete", { id: Number(request.params.number) });
    }
    response.redirect(303, "/admin/products");
  });

  router.get("/admin/discounts", (request, response) => {
    const flags = (combines: {
      orderDiscounts: boolean;
      productDiscounts: boolean;
      shippingDiscounts: boolean;
    }) =>
      Object.entries(combines)
        .filter(([, allowed]) => allowed)
        .map(([name]) => name.replace("Discounts", ""))
        .join(", ") || "nothing";
    const content = html`<h1>Discounts</h1>
      <div class="card">
        <table>
          <thead>
            <tr>
              <th>Title</th>
              <th>Type</th>
              <th>Classes</th>
              <th>Combines with</th>
            </tr>
          </thead>
          <tbody>
            ${store.appDiscounts.all().map(
              (one) =>
                html`<tr>
                  <td>${one.title}</td>
                  <td>Automatic, by ${one.functionHandle}</td>
                  <td>${one.discountClasses.join(", ")}</td>
                  <td>${flags(one.combinesWith)}</td>
                </tr>`,
            )}
            ${store.codeDiscounts.all().map(
              (one) =>
                html`<tr>
                  <td>${one.code}</td>
                  <td>
                    Code,
                    ${one.amountMinor === undefined ? `${one.percent} %` : formatMoney(one.amountMinor, store.shop.currencyCode, "en")}
                    off the order${one.usageLimit !== undefined && `, used ${one.used ?? 0} of ${one.usageLimit} times`}
                  </td>
                  <td>ORDER</td>
                  <td>${flags(one.combinesWith)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="muted">Shipping is ${formatMoney(490, store.shop.currencyCode, "en")} flat.</p>`;
    response.send(adminShell(devstore, { title: "Discounts", path: request.path }, content).text);
  });
  return router;
}
