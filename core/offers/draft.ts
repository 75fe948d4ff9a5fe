import { EVERYONE } from "../audience/audience.ts";
import { toAudienceDraft } from "../audience/draft.ts";
import type { AudienceDraft } from "../audience/draft.ts";
import type { BuyXGetYDraft } from "./buy-x-get-y/draft.ts";
import { buyXGetYDraft } from "./buy-x-get-y/draft.ts";
import type { CartRewardDraft } from "./cart-reward/draft.ts";
import { cartRewardDraft } from "./cart-reward/draft.ts";
import type { ComplementsDraft } from "./complements/draft.ts";
import { complementsDraft } from "./complements/draft.ts";
import { inEachLanguage } from "./draft-columns.ts";
import type { ColumnsOf, ColumnTree } from "./draft-columns.ts";
import type { ChosenProduct, ComponentDraft, DraftDefinition } from "./draft-definition.ts";
import type { FixedBundleDraft } from "./fixed-bundle/draft.ts";
import { fixedBundleDraft } from "./fixed-bundle/draft.ts";
import { surfacesOf } from "./kind-traits.ts";
import type { CopyLocale } from "./locales.ts";
import type { Offer, OfferContent, OfferCopy, OfferKind, Surface } from "./offer.ts";
import type { MixAndMatchDraft } from "./mix-and-match/draft.ts";
import { mixAndMatchDraft } from "./mix-and-match/draft.ts";
import type { QuantityBreakDraft } from "./quantity-break/draft.ts";
import { quantityBreakDraft } from "./quantity-break/draft.ts";
import type { UpgradePathDraft } from "./upgrade-path/draft.ts";
import { upgradePathDraft } from "./upgrade-path/draft.ts";

/** What the form of each kind holds. */
export interface DraftByKind {
  "fixed-bundle": FixedBundleDraft;
  "quantity-break": QuantityBreakDraft;
  "mix-and-match": MixAndMatchDraft;
  "buy-x-get-y": BuyXGetYDraft;
  "cross-sell": ComplementsDraft;
  "add-on": ComplementsDraft;
  "upgrade-path": UpgradePathDraft;
  "cart-reward": CartRewardDraft;
}

const DRAFTS: { readonly [K in OfferKind]: DraftDefinition<K, DraftByKind[K]> } = {
  "fixed-bundle": fixedBundleDraft,
  "quantity-break": quantityBreakDraft,
  "mix-and-match": mixAndMatchDraft,
  "buy-x-get-y": buyXGetYDraft,
  "cross-sell": complementsDraft,
  "add-on": complementsDraft,
  "upgrade-path": upgradePathDraft,
  "cart-reward": cartRewardDraft,
};

/** An offer as a form holds it: what is typed, not yet parsed. */
export interface OfferDraft<K extends OfferKind = OfferKind> {
  readonly kind: K;
  readonly name: string;
  readonly copy: OfferCopy;
  readonly translations: Partial<Record<CopyLocale, OfferCopy>>;
  /** Instants in ISO 8601, or empty for no bound. */
  readonly schedule: { readonly startsAt: string; readonly endsAt: string };
  readonly surfaces: readonly Surface[];
  readonly audience: AudienceDraft;
  readonly priority: string;
  readonly terms: DraftByKind[K];
}

const COPY_COLUMNS: ColumnsOf<OfferCopy> = { title: "cell", benefit: "cell" };
const COMMON_COLUMNS: ColumnsOf<Omit<OfferDraft, "terms">> = {
  kind: "cell",
  name: "cell",
  copy: COPY_COLUMNS,
  translations: inEachLanguage(COPY_COLUMNS),
  schedule: { startsAt: "cell", endsAt: "cell" },
  surfaces: "words",
  audience: {
    match: "cell",
    conditions: [{ kind: "cell", comparison: "cell", value: "cell", productIds: "words" }],
  },
  priority: "cell",
};

/** The columns that a draft of a kind takes in a file. */
export function draftColumns(kind: OfferKind): ColumnTree {
  return { ...COMMON_COLUMNS, terms: DRAFTS[kind].columns };
}

/** A new offer, with defaults that are good enough to start from. */
export function emptyDraft<K extends OfferKind>(kind: K): OfferDraft<K> {
  return {
    kind,
    name: "",
    copy: { title: "", benefit: "" },
    translations: {},
    schedule: { startsAt: "", endsAt: "" },
    surfaces: surfacesOf(kind),
    audience: { match: EVERYONE.match, conditions: [] },
    priority: "0",
    terms: DRAFTS[kind].empty(),
  };
}

/** An offer, to edit it again. */
export function toDraft(offer: Offer, currencyCode: string): OfferDraft {
  const { kind, name, copy, translations, schedule, surfaces, audience, priority } = offer;
  return {
    kind,
    name,
    copy,
    translations,
    schedule: { startsAt: schedule.startsAt ?? "", endsAt: schedule.endsAt ?? "" },
    surfaces: [...surfaces],
    audience: toAudienceDraft(audience, currencyCode),
    priority: String(priority),
    terms: termsDraft(offer, currencyCode),
  };
}

function termsDraft<K extends OfferKind>({ kind, terms }: OfferContent<K>, currencyCode: string) {
  return DRAFTS[kind].from(terms, currencyCode);
}

/** Products that a draft names, in the order in which it names them. */
export function chosenProducts<K extends OfferKind>(
  draft: OfferDraft<K>,
): readonly ChosenProduct[] {
  return DRAFTS[draft.kind].chosen(draft.terms);
}

/** A cart in which the offer should apply once. */
export function exampleCart<K extends OfferKind>(draft: OfferDraft<K>): readonly ComponentDraft[] {
  return DRAFTS[draft.kind].example(draft.terms);
}
