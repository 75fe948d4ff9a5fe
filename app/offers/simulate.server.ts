import { localDate } from "@tandem/storefront-kit/dates";
import { z } from "zod";

import { EVERYONE } from "../../core/audience/audience.ts";
import type { Product } from "../../core/catalog/product.ts";
import { changesPrices, compilePrices, rewardPricing } from "../../core/offers/compile.ts";
import { productsOf } from "../../core/offers/kinds.ts";
import type { Offer } from "../../core/offers/offer.ts";
import { parseOfferContent } from "../../core/offers/schema.ts";
import { priceWithOrderCode } from "../../core/offers/combination-rules.ts";
import type { CombinesWith, PriceWithOrderCode } from "../../core/offers/combination-rules.ts";
import { parsePercentage } from "../../core/money/percentage.ts";
import { joinParts, listPriceMinor, totalSavingMinor } from "../../core/pricing/explanation.ts";
import type { Explanation } from "../../core/pricing/explanation.ts";
import { findCombination } from "../settings/combination.server.ts";
import { pricing } from "./pricing.server.ts";
import { RECENT_CATALOG } from "./recent-catalog.server.ts";
import { offersInForce } from "./save-offer.server.ts";
import type { OfferContext } from "./save-offer.server.ts";
import { cartLineId } from "../../core/pricing/cart-input.ts";

export const simulationSchema = z.object({
  id: z.string().nullable(),
  draft: z.unknown(),
  /** Whether the shopper is one whom the edited offer is for; if not, they are not signed in. */
  isInAudience: z.boolean().default(true),
  /** What an order discount code takes off, as typed; empty for none. */
  orderCodePercent: z.string().optional(),
  cart: z
    .array(
      z.object({
        productId: z.string(),
        variantId: z.string(),
        quantity: z.coerce.number().int().min(0).max(10_000),
      }),
    )
    .max(500),
});

export interface Simulation {
  readonly explanation: Explanation;
  /** By offer id: the name that the merchant gave it. The offer that is edited is "this offer". */
  readonly offerNames: Readonly<Record<string, string>>;
  /** By the number of the global id. */
  readonly productTitles: Readonly<Record<string, string>>;
  /** The cart with the order code on top, as Shopify's combination rules have it; null without one. */
  readonly withOrderCode: PriceWithOrderCode | null;
  /** Why the offer that is edited takes no part, if it does not. */
  readonly note: string | null;
}

const EDITED = "edited";

/** Prices a cart with the shop's live offers and the one that is edited, by the module that checkout runs. */
export async function simulate(
  context: OfferContext,
  request: z.infer<typeof simulationSchema>,
  now: Date,
): Promise<Simulation> {
  const parsed = parseOfferContent(request.draft, context.currencyCode);
  const others = (await offersInForce(context, now)).filter((offer) => offer.id !== request.id);
  const edited: Offer[] = parsed.ok
    ? [
        {
          ...parsed.content,
          ...(request.isInAudience && { audience: EVERYONE }),
          id: EDITED,
          status: "active",
          version: 0,
        },
      ]
    : [];
  const wanted = request.cart.filter((line) => line.quantity > 0);
  const products = await RECENT_CATALOG.products(
    context,
    wanted.map((line) => line.productId),
  );
  const live = [...others, ...edited];
  // In the cart that a reward is tried on, what it gives is a gift.
  const gifts = edited.flatMap((offer) =>
    offer.kind === "cart-reward" ? productsOf(offer).map((one) => one.productId) : [],
  );
  const explanation = (await pricing).explain({
    currencyCode: context.currencyCode,
    documents: compilePrices(live, context),
    ...rewardPricing(live, context),
    language: "EN",
    shopDate: localDate(now.toISOString(), context.timeZone),
    lines: wanted.flatMap((line, index) => {
      const unitPriceMinor = priceOf(products, line.productId, line.variantId);
      return unitPriceMinor === null
        ? []
        : [
            {
              id: cartLineId(index),
              ...line,
              unitPriceMinor,
              isGift: gifts.includes(line.productId),
            },
          ];
    }),
  });
  return {
    explanation: { ...explanation, offers: joinParts(explanation.offers) },
    offerNames: {
      ...Object.fromEntries(others.map((offer) => [offer.id, offer.name])),
      [EDITED]: "This offer",
    },
    productTitles: Object.fromEntries(
      [...products.values()].map((product) => [product.id.split("/").at(-1), product.title]),
    ),
    withOrderCode: withOrderCode(
      explanation,
      request.orderCodePercent ?? "",
      await findCombination(context.prisma, context.shop),
    ),
    note: parsed.ok
      ? noteOf(
          edited.some((offer) => changesPrices(offer, context)),
          explanation,
        )
      : `This offer takes no part yet: ${parsed.issues[0]?.message ?? ""}`,
  };
}

function withOrderCode(
  explanation: Explanation,
  typed: string,
  combinesWith: CombinesWith,
): PriceWithOrderCode | null {
  const basisPoints = parsePercentage(typed);
  if (basisPoints === null) return null;
  return priceWithOrderCode(
    listPriceMinor(explanation),
    totalSavingMinor(explanation),
    explanation.orderDiscount?.savingMinor ?? 0,
    basisPoints,
    combinesWith,
  );
}

/** An offer is read from the product that it is priced from: without that one, no verdict speaks of it. */
function noteOf(isPriced: boolean, explanation: Explanation): string | null {
  if (!isPriced) return "This offer changes no price: what it shows costs what it costs.";
  return explanation.offers.some((offer) => offer.id === EDITED)
    ? null
    : "This offer: not applied: the product that it is priced from is not in the cart.";
}

function priceOf(
  products: ReadonlyMap<string, Product>,
  productId: string,
  variantId: string,
): number | null {
  return (
    products.get(productId)?.variants.find((variant) => variant.id === variantId)?.priceMinor ??
    null
  );
}
