import { compileBuyXGetY } from "./buy-x-get-y/compile.ts";
import { reviewBuyXGetY } from "./buy-x-get-y/review.ts";
import { reviewCartReward } from "./cart-reward/review.ts";
import { compileComplements } from "./complements/compile.ts";
import { reviewComplements } from "./complements/review.ts";
import type { ComplementsTerms } from "./complements/terms.ts";
import { compileFixedBundle } from "./fixed-bundle/compile.ts";
import { reviewFixedBundle } from "./fixed-bundle/review.ts";
import type { Contribution, OfferHead, OfferKindDefinition, ReviewContext } from "./kind.ts";
import type { OfferIssue } from "./issue.ts";
import type { OfferContent, OfferKind } from "./offer.ts";
import { compileMixAndMatch } from "./mix-and-match/compile.ts";
import { reviewMixAndMatch } from "./mix-and-match/review.ts";
import { compileQuantityBreak } from "./quantity-break/compile.ts";
import { reviewTiers } from "./tiers.ts";
import { compileUpgradePath } from "./upgrade-path/compile.ts";
import { reviewUpgradePath } from "./upgrade-path/review.ts";

const KINDS: { readonly [K in OfferKind]: OfferKindDefinition<K> } = {
  "fixed-bundle": {
    kind: "fixed-bundle",
    productsOf: ({ components, oneLineAs }) => [
      ...fieldsOf(components, "terms.components"),
      ...fieldsOf(oneLineAs ? [oneLineAs] : [], "terms.oneLineAs"),
    ],
    compile: compileFixedBundle,
    review: reviewFixedBundle,
  },
  "quantity-break": {
    kind: "quantity-break",
    productsOf: (terms) => fieldsOf(terms.products, "terms.products"),
    compile: compileQuantityBreak,
    review: ({ terms }, context) => reviewTiers(terms, context),
  },
  "mix-and-match": {
    kind: "mix-and-match",
    productsOf: (terms) => fieldsOf(terms.products, "terms.products"),
    compile: compileMixAndMatch,
    review: reviewMixAndMatch,
  },
  "buy-x-get-y": {
    kind: "buy-x-get-y",
    productsOf: (terms) => [
      ...fieldsOf(terms.buy, "terms.buy"),
      ...fieldsOf(terms.get, "terms.get"),
    ],
    compile: compileBuyXGetY,
    review: reviewBuyXGetY,
  },
  "cross-sell": {
    kind: "cross-sell",
    productsOf: productsOfComplements,
    compile: compileComplements,
    review: reviewComplements,
  },
  "add-on": {
    kind: "add-on",
    productsOf: productsOfComplements,
    compile: compileComplements,
    review: reviewComplements,
  },
  "upgrade-path": {
    kind: "upgrade-path",
    productsOf: (terms) => fieldsOf(terms.steps, "terms.steps"),
    compile: compileUpgradePath,
    review: reviewUpgradePath,
  },
  "cart-reward": {
    kind: "cart-reward",
    productsOf: ({ steps }) =>
      steps.flatMap(({ reward }, index) =>
        reward.kind === "gift" ? fieldsOf(reward.gifts, `terms.steps.${index}.gifts`) : [],
      ),
    // What it does hangs on the cart, and on no product: see compileRewards.
    compile: () => [],
    review: reviewCartReward,
  },
};

/** Products that an offer names, with the editor's field for each. */
export function productsOf<K extends OfferKind>(content: OfferContent<K>) {
  return KINDS[content.kind].productsOf(content.terms);
}

/** What an offer adds to the documents of its products. */
export function compileTerms<K extends OfferKind>(
  content: OfferContent<K>,
  head: OfferHead,
): readonly Contribution[] {
  return KINDS[content.kind].compile(content.terms, head);
}

/** What the kind's own rules say of an offer beside its products. */
export function reviewTerms<K extends OfferKind>(
  content: OfferContent<K>,
  context: ReviewContext,
): readonly OfferIssue[] {
  return KINDS[content.kind].review(content, context);
}

function productsOfComplements({ triggers, complements }: ComplementsTerms) {
  return [...fieldsOf(triggers, "terms.triggers"), ...fieldsOf(complements, "terms.complements")];
}

function fieldsOf(list: readonly { readonly productId: string }[], field: string) {
  return list.map(({ productId }, index) => ({
    productId,
    field: `${field}.${index}.productId`,
  }));
}
