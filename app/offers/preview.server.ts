import { readFile } from "node:fs/promises";

import { z } from "zod";

import { numericId } from "../../core/catalog/global-id.ts";
import type { Product } from "../../core/catalog/product.ts";
import { currencyExponent } from "../../core/money/currency.ts";
import { compileOffers } from "../../core/offers/compile.ts";
import { COPY_LOCALES } from "../../core/offers/locales.ts";
import { surfacesOf } from "../../core/offers/kind-traits.ts";
import type { Offer } from "../../core/offers/offer.ts";
import { chosenProducts } from "../../core/offers/draft.ts";
import type { OfferDraft } from "../../core/offers/draft.ts";
import { parseOfferContent } from "../../core/offers/schema.ts";
import { blockSettings, createLiquidEngine } from "../../storefront/liquid/engine.ts";
import { productObject } from "../../storefront/liquid/product-object.ts";
import { productsOfDraft } from "./catalog.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

const BLOCKS = "extensions/theme-blocks";

export const previewSchema = z.object({
  draft: z.custom<OfferDraft>((value) => typeof value === "object" && value !== null),
  locale: z.enum(COPY_LOCALES),
});

/** The block as the shopper will see it, or why it cannot be shown. */
export type Preview = { readonly html: string } | { readonly reason: string };

/** Renders the theme block's own Liquid with the draft on its first product. */
export async function renderPreview(
  context: OfferContext,
  { draft, locale }: z.infer<typeof previewSchema>,
): Promise<Preview> {
  const parsed = parseOfferContent(draft, context.currencyCode);
  if (!parsed.ok) return { reason: parsed.issues[0]?.message ?? "Complete the offer to see it." };
  const offer: Offer = {
    ...parsed.content,
    surfaces: surfacesOf(parsed.content.kind),
    schedule: { startsAt: null, endsAt: null },
    id: "preview",
    status: "active",
    version: 0,
  };
  const products = await productsOfDraft(context, draft);
  const documents = compileOffers([offer], context);
  const first = chosenProducts(draft)
    .filter(({ productId }) => products.has(productId))
    .flatMap(({ productId }) => documents.find((one) => one.productId === productId) ?? [])
    .at(0);
  if (!first) return { reason: "Choose a product that exists." };
  const objects = new Map(
    [...products.values()].map((product) => [product.id, toLiquid(product, context.currencyCode)]),
  );
  const engine = createLiquidEngine({
    roots: [`${BLOCKS}/snippets`],
    localeFolder: `${BLOCKS}/locales`,
    locale,
    moneyFormat: moneyFormat(context.currencyCode),
    currencyCode: context.currencyCode,
    assetUrl: () => "",
  });
  const source = await readFile(`${BLOCKS}/blocks/product-offer.liquid`, "utf8");
  const globals = {
    shop: { money_format: moneyFormat(context.currencyCode) },
    cart: { currency: { iso_code: context.currencyCode } },
    request: { locale: { iso_code: locale } },
    routes: { cart_add_url: "" },
  };
  const companions = first.companions.flatMap((id) => objects.get(id) ?? []);
  const product = {
    ...objects.get(first.productId),
    metafields: {
      "$app:tandem": { display: { value: first.display }, companions: { value: companions } },
    },
  };
  const block = { id: "preview", settings: blockSettings(source, {}), shopify_attributes: "" };
  const html = (
    (await engine.parseAndRender(source, { ...globals, product, block }, { globals })) as string
  ).replace(/<script[^>]*><\/script>/g, "");
  if (!html.trim())
    return { reason: "Shoppers see nothing: a product is sold out, or nothing is saved." };
  return { html };
}

function toLiquid(product: Product, currencyCode: string) {
  const hundredths = 100 / 10 ** currencyExponent(currencyCode);
  return productObject(
    {
      number: numericId(product.id),
      title: product.title,
      handle: product.handle,
      url: "#",
      description: "",
      type: product.productType,
      image: product.imageUrl,
      options: [],
      variants: product.variants.map((variant) => ({
        number: numericId(variant.id),
        title: variant.title,
        price: Math.round(variant.priceMinor * hundredths),
        available: variant.isAvailable,
        inventoryQuantity: 0,
        isTracked: false,
        sellsOn: true,
        options: variant.title.split(" / "),
      })),
    },
    null,
  );
}

/** A plain form of the currency; a shop's own format is the theme's to apply. */
function moneyFormat(currencyCode: string): string {
  const symbol = new Intl.NumberFormat("en", { style: "currency", currency: currencyCode })
    .formatToParts(0)
    .find((part) => part.type === "currency");
  return `${symbol?.value ?? currencyCode}{{${currencyExponent(currencyCode) === 0 ? "amount_no_decimals" : "amount"}}}`;
}
