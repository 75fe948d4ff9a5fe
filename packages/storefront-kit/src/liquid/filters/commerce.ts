import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";

import { attributes, escapeHtml, printed, readArguments } from "../arguments.ts";
import { toJson } from "./texts.ts";

const field = (from: unknown, name: string): unknown =>
  typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;

function list(from: unknown, name: string): readonly unknown[] {
  const found: unknown = toValue(field(from, name));
  return Array.isArray(found) ? found : [];
}

/** Lines of the cart that hold a product, or a variant (shopify.dev, Liquid, "line_items_for"). */
function lineItemsFor(cart: unknown, given: unknown): unknown[] {
  const key = list(given, "variants").length > 0 ? "product_id" : "variant_id";
  return list(cart, "items").filter((item) => field(item, key) === field(given, "id"));
}

/** Filters about products, the cart and the checkout. */
export function registerCommerceFilters(liquid: Liquid): void {
  liquid.registerFilter("line_items_for", lineItemsFor);
  liquid.registerFilter("item_count_for_variant", (cart: unknown, variantId: unknown) =>
    list(cart, "items")
      .filter((item) => field(item, "variant_id") === toValue(variantId))
      .reduce((sum: number, item) => sum + Number(field(item, "quantity")), 0),
  );
  // The button "Buy it now", which goes past the form's submit event (shopify.dev, Liquid, "payment_button"); its script is in
  // what `content_for_header` writes.
  liquid.registerFilter(
    "payment_button",
    () =>
      `<div data-shopify="payment-button" class="shopify-payment-button"><button type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded" data-buy-now>Buy it now</button></div>`,
  );
  // Shop Pay's installments, log-in button and follow button come from services that the stand-in has not.
  liquid.registerFilter("payment_terms", () => "");
  liquid.registerFilter("login_button", () => "");
  liquid.registerFilter(
    "unit_price_with_measurement",
    (price: unknown, measurement: unknown) =>
      `${printed(price)}/${printed(field(measurement, "reference_unit"))}`,
  );
  liquid.registerFilter("payment_type_svg_tag", (type: unknown, ...rest: unknown[]) => {
    const { named } = readArguments(rest);
    const name = escapeHtml(printed(type).replaceAll("_", " "));
    return `<svg${attributes([["viewBox", "0 0 38 24"], ["width", 38], ["height", 24], ["role", "img"], ...named])}><title>${name}</title><rect width="37" height="23" x=".5" y=".5" rx="3" fill="#fff" stroke="#ccc"/><text x="19" y="15" font-size="7" text-anchor="middle" fill="#333">${name}</text></svg>`;
  });
  liquid.registerFilter("structured_data", structuredData);
  liquid.registerFilter("placeholder_svg_tag", (name: unknown, className: unknown) => {
    const named = attributes([["class", className ?? "placeholder-svg"]]);
    return `<svg${named} viewBox="0 0 525 525" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${escapeHtml(printed(name))}"><rect width="525" height="525" fill="#e4e4e4"/><circle cx="262" cy="200" r="70" fill="#c8c8c8"/><path d="M90 420 L220 280 L300 350 L350 310 L440 420 Z" fill="#c8c8c8"/></svg>`;
  });
  liquid.registerFilter("default_errors", (errors: unknown) => {
    const messages: unknown = field(errors, "messages");
    if (typeof messages !== "object" || messages === null) return "";
    const items = Object.values(messages).map((text) => `<li>${escapeHtml(printed(text))}</li>`);
    return `<div class="errors"><ul>${items.join("")}</ul></div>`;
  });
  liquid.registerFilter("default_pagination", defaultPagination);
  liquid.registerFilter("format_address", (address: unknown) => {
    const lines = [
      ["first_name", "last_name"],
      ["company"],
      ["address1"],
      ["address2"],
      ["zip", "city"],
      ["country"],
    ].map((names) =>
      names
        .map((name) => printed(field(address, name)))
        .filter(Boolean)
        .join(" "),
    );
    return `<p>${lines.filter(Boolean).map(escapeHtml).join("<br>")}</p>`;
  });
}

/** Schema.org's Product (shopify.dev, Liquid, "structured_data"). */
function structuredData(given: unknown): string {
  const variants = list(given, "variants");
  if (variants.length === 0) throw new Error("structured_data takes a product");
  const image = printed(field(given, "featured_image"));
  return toJson({
    "@context": "http://schema.org/",
    "@type": "Product",
    name: field(given, "title"),
    url: field(given, "url"),
    brand: { "@type": "Brand", name: field(given, "vendor") },
    description: printed(field(given, "description")).replace(/<[^>]*>/g, ""),
    ...(image && { image }),
    offers: variants.map((variant) => ({
      "@type": "Offer",
      sku: field(variant, "sku"),
      availability: `http://schema.org/${field(variant, "available") === true ? "InStock" : "OutOfStock"}`,
      price: (Number(field(variant, "price")) / 100).toFixed(2),
      url: field(variant, "url"),
    })),
  });
}

function defaultPagination(paginate: unknown): string {
  const link = (part: unknown, className: string) =>
    part
      ? `<span class="${className}"><a href="${escapeHtml(printed(field(part, "url")))}">${printed(field(part, "title"))}</a></span>`
      : "";
  const parts = list(paginate, "parts").map((part) =>
    field(part, "is_link") === true
      ? link(part, "page")
      : `<span class="page current">${printed(field(part, "title"))}</span>`,
  );
  return `${link(field(paginate, "previous"), "prev")} ${parts.join(" ")} ${link(field(paginate, "next"), "next")}`;
}
