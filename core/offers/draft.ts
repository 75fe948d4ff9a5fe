import type { DiscountDraft } from "./discount-value.ts";
import { toDiscountDraft } from "./discount-value.ts";
import type { CopyLocale, Offer, OfferCopy, OfferKind, Surface } from "./offer.ts";

/** An offer as a form holds it: what is typed, not yet parsed. */
export interface OfferDraft {
  kind: OfferKind;
  name: string;
  copy: OfferCopy;
  translations: Partial<Record<CopyLocale, OfferCopy>>;
  /** Instants in ISO 8601, or empty for no bound. */
  schedule: { startsAt: string; endsAt: string };
  surfaces: Surface[];
  priority: string;
  terms: FixedBundleDraft | QuantityBreakDraft;
}

export interface ChosenProduct {
  productId: string;
  variantIds: string[];
}

export interface FixedBundleDraft {
  components: (ChosenProduct & { quantity: string })[];
  discount: DiscountDraft;
}

export interface QuantityBreakDraft {
  products: ChosenProduct[];
  tiers: { minimumQuantity: string; discount: DiscountDraft }[];
}

/** A new offer, with defaults that are good enough to start from. */
export function emptyDraft(kind: OfferKind): OfferDraft {
  return {
    kind,
    name: "",
    copy: { title: "", benefit: "" },
    translations: {},
    schedule: { startsAt: "", endsAt: "" },
    surfaces: ["product"],
    priority: "0",
    terms:
      kind === "fixed-bundle"
        ? { components: [], discount: { kind: "percentage", value: "10" } }
        : {
            products: [],
            tiers: [
              { minimumQuantity: "2", discount: { kind: "percentage", value: "5" } },
              { minimumQuantity: "3", discount: { kind: "percentage", value: "10" } },
            ],
          },
  };
}

/** An offer, to edit it again. */
export function toDraft(offer: Offer, currencyCode: string): OfferDraft {
  const { kind, name, copy, translations, schedule, surfaces, priority } = offer;
  const common = {
    kind,
    name,
    copy,
    translations,
    schedule: { startsAt: schedule.startsAt ?? "", endsAt: schedule.endsAt ?? "" },
    surfaces: [...surfaces],
    priority: String(priority),
  };
  const chosen = ({
    productId,
    variantIds,
  }: {
    productId: string;
    variantIds: readonly string[];
  }) => ({ productId, variantIds: [...variantIds] });
  if (offer.kind === "fixed-bundle") {
    const components = offer.terms.components.map((one) => ({
      ...chosen(one),
      quantity: String(one.quantity),
    }));
    return {
      ...common,
      terms: { components, discount: toDiscountDraft(offer.terms.discount, currencyCode) },
    };
  }
  return {
    ...common,
    terms: {
      products: offer.terms.products.map(chosen),
      tiers: offer.terms.tiers.map((tier) => ({
        minimumQuantity: String(tier.minimumQuantity),
        discount: toDiscountDraft(tier.discount, currencyCode),
      })),
    },
  };
}

/** Products that a draft names, in the order in which it names them. */
export function chosenProducts(draft: OfferDraft): ChosenProduct[] {
  return "components" in draft.terms ? draft.terms.components : draft.terms.products;
}
