import { warning } from "./issue.ts";
import type { OfferIssue } from "./issue.ts";
import { BUNDLE_KINDS, offersBefore } from "./page-place.ts";
import type { Before } from "./page-place.ts";
import type { Offer } from "./offer.ts";
import type { OfferReviewContext } from "./review.ts";

/** Titles that a warning names; of more pages it says how many. */
const NAMED_PAGES = 3;

/** A page shows few offers, so one can be live and never seen. */
export function reviewPlace(offer: Offer, context: OfferReviewContext): OfferIssue[] {
  return offersBefore(offer, context.otherOffers, context).map((before) =>
    warning(
      "surfaces",
      `${whoSees(before)} ${pages(before, context)} ${whatToDo(offer, before.offer)}`,
    ),
  );
}

function whoSees({ offer: { name }, isForEveryone }: Before): string {
  return isForEveryone
    ? `Customers see “${name}” instead of this offer`
    : `Customers who are eligible for “${name}” see it instead of this offer`;
}

function pages({ productIds }: Before, { products }: OfferReviewContext): string {
  const titles = productIds.map((id) => products.get(id)?.title ?? "a deleted product");
  const named = titles.slice(0, NAMED_PAGES).join(", ");
  const count = titles.length;
  if (count === 1) return `on the page of ${named}.`;
  return count > NAMED_PAGES
    ? `on ${count} product pages, such as ${named}.`
    : `on ${count} product pages: ${named}.`;
}

function whatToDo(offer: Offer, other: Offer): string {
  const pause = `or pause “${other.name}”.`;
  if (offer.kind === "cross-sell" && other.kind !== "cross-sell")
    return `A page shows 1 bundle or 1 cross-sell, and bundles come first. Add another placement, ${pause}`;
  const what = BUNDLE_KINDS.includes(offer.kind) ? "bundle" : "offer of this type";
  return `A page shows 1 ${what}, the one with the highest priority. Raise this offer’s priority, ${pause}`;
}
