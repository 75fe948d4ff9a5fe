import { numericId } from "@tandem/storefront-kit/ids";
import { openExtension } from "@tandem/storefront-kit/liquid";
import { productObject } from "@tandem/storefront-kit/liquid/product-object";
import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { z } from "zod";

import { EVERYONE } from "../../core/audience/audience.ts";
import type { Product } from "../../core/catalog/product.ts";
import { compileOffers, compileRewards } from "../../core/offers/compile.ts";
import { COPY_LOCALES } from "../../core/offers/locales.ts";
import type { CopyLocale } from "../../core/offers/locales.ts";
import { surfacesOf } from "../../core/offers/kind-traits.ts";
import type { Offer } from "../../core/offers/offer.ts";
import { chosenProducts } from "../../core/offers/draft.ts";
import type { OfferDraft } from "../../core/offers/draft.ts";
import { parseOfferContent } from "../../core/offers/schema.ts";
import { productsOfDraft } from "./catalog.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

const BLOCKS = "extensions/theme-blocks";
/** Share of the last step's value that the cart of a reward's preview is worth. */
const ON_THE_WAY = 0.6;

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
    audience: EVERYONE,
    id: "preview",
    status: "active",
    version: 0,
  };
  const products = await productsOfDraft(context, draft);
  const objects = new Map(
    [...products.values()].map((product) => [product.id, toLiquid(product, context.currencyCode)]),
  );
  if (offer.kind === "cart-reward") return previewReward(context, offer, locale, objects);
  const documents = compileOffers([offer], context);
  const first = chosenProducts(draft)
    .filter(({ productId }) => products.has(productId))
    .flatMap(({ productId }) => documents.find((one) => one.productId === productId) ?? [])
    .at(0);
  if (!first) return { reason: "Choose a product that exists." };
  const companions = first.companions.flatMap((id) => objects.get(id) ?? []);
  const product = {
    ...objects.get(first.productId),
    metafields: {
      "$app:tandem": { display: { value: first.display }, companions: { value: companions } },
    },
  };
  const html = renderBlock(context, "product-offer", locale, { product });
  if (!html.trim())
    return { reason: "Shoppers see nothing: a product is sold out, or nothing is saved." };
  return { html };
}

/** The bar in a cart on the way to the offer's last step. */
function previewReward(
  context: OfferContext,
  offer: Offer & { kind: "cart-reward" },
  locale: CopyLocale,
  objects: ReadonlyMap<string, ReturnType<typeof toLiquid>>,
): Preview {
  const { display, gifts } = compileRewards([offer], context);
  const last = display?.offers[0]?.steps.at(-1)?.from ?? 0;
  const metafields = {
    reward_display: { value: display },
    reward_gifts: { value: gifts.flatMap((id) => objects.get(id) ?? []) },
  };
  const html = renderBlock(context, "cart-offers", locale, {
    shop: { metafields: { "$app:tandem": metafields } },
    cart: {
      currency: { iso_code: context.currencyCode },
      items: [{ original_line_price: Math.floor(last * ON_THE_WAY), properties: {} }],
    },
  });
  return html.includes("data-rewards")
    ? { html }
    : { reason: "Choose a gift that is not sold out." };
}

/** Renders a block of the theme app extension, without its script. */
function renderBlock(
  { currencyCode }: OfferContext,
  handle: string,
  locale: CopyLocale,
  objects: Record<string, unknown>,
): string {
  const money = moneyFormat(currencyCode);
  const extension = openExtension({ root: BLOCKS, locale, moneyFormat: money, currencyCode });
  const html = extension.block(handle, {
    shop: { money_format: money },
    cart: { currency: { iso_code: currencyCode } },
    request: { locale: { iso_code: locale } },
    routes: { cart_add_url: "", cart_change_url: "" },
    ...objects,
  });
  return html.replace(/<script[\s\S]*?<\/script>/g, "");
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
