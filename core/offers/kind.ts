import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import type { CompiledDiscount } from "./discount-value.ts";
import { compileDiscount } from "./discount-value.ts";
import { displayPresentment } from "./presentment-amounts.ts";
import type { CompiledBreak, CompiledSet, DisplayedOffer } from "./documents.ts";
import type { OfferIssue } from "./issue.ts";
import type { DiscountValue, OfferContent, OfferKind, TermsByKind } from "./offer.ts";
import type { Product } from "../catalog/product.ts";

/** What every compiled offer begins with, whatever its kind. */
export interface OfferHead {
  readonly pricing: Pick<CompiledBreak, "id" | "title" | "from" | "until" | "audience">;
  readonly display: Pick<
    DisplayedOffer,
    "id" | "kind" | "surfaces" | "copy" | "startsAt" | "endsAt" | "audience"
  >;
  readonly currencyCode: string;
}

/** What one offer adds to the documents of one product. */
export interface Contribution {
  readonly productId: string;
  readonly sets?: readonly CompiledSet[];
  readonly break?: CompiledBreak;
  readonly mix?: CompiledBreak;
  readonly display: DisplayedOffer;
  readonly companions: readonly string[];
}

/** What the rules of a kind may look at besides the offer. */
export interface ReviewContext {
  readonly currencyCode: string;
  /** The products that the offer names; one that is missing no longer exists. */
  readonly products: ReadonlyMap<string, Product>;
}

/** All that differs from kind to kind, gathered; `kinds.ts` lists them. */
export interface OfferKindDefinition<K extends OfferKind> {
  readonly kind: K;
  /** Products that the offer names, with the editor's field for each. */
  productsOf(
    terms: TermsByKind[K],
  ): readonly { readonly productId: string; readonly field: string }[];
  compile(terms: TermsByKind[K], head: OfferHead): readonly Contribution[];
  /** What the schema cannot see: prices, stock and products that are gone. */
  review(content: OfferContent<K>, context: ReviewContext): readonly OfferIssue[];
}

/** A discount in the hundredths that Liquid counts every currency in (1,000 JPY is 100000 there). */
export function displayDiscount(discount: DiscountValue, currencyCode: string): CompiledDiscount {
  const compiled = compileDiscount(discount);
  if ("percent" in compiled) return compiled;
  const local = displayPresentment(compiled.local);
  return "amount" in compiled
    ? { amount: hundredthsOf(compiled.amount, currencyCode), ...local }
    : { price: hundredthsOf(compiled.price, currencyCode), ...local };
}
