import type { ColumnsOf } from "./draft-columns.ts";
import type { OfferKind, TermsByKind } from "./offer.ts";

export interface ChosenProduct {
  readonly productId: string;
  readonly variantIds: string[];
}

/** A chosen product with a number of units, as typed. */
export interface ComponentDraft extends ChosenProduct {
  readonly quantity: string;
}

/** What the form of one kind holds, and how it goes back and forth. */
export interface DraftDefinition<K extends OfferKind, Draft> {
  /** The columns that it takes in a file. */
  readonly columns: ColumnsOf<Draft>;
  /** A new offer's terms, with defaults that are good enough to start from. */
  empty(): Draft;
  /** Terms, to edit them again. */
  from(terms: TermsByKind[K], currencyCode: string): Draft;
  /** Products that the draft names, in the order in which it names them. */
  chosen(draft: Draft): readonly ChosenProduct[];
  /** A cart in which the offer should apply once. */
  example(draft: Draft): readonly ComponentDraft[];
}

/** The columns of a chosen product. */
export const CHOSEN_COLUMNS: ColumnsOf<ChosenProduct> = { productId: "cell", variantIds: "words" };

/** The columns of a product with a number of units. */
export const COMPONENT_COLUMNS: ColumnsOf<ComponentDraft> = { ...CHOSEN_COLUMNS, quantity: "cell" };

/** Products of parsed terms, as the form holds them. */
export function toChosen(product: {
  readonly productId: string;
  readonly variantIds: readonly string[];
}): ChosenProduct {
  return { productId: product.productId, variantIds: [...product.variantIds] };
}

/** A component of parsed terms, as the form holds it. */
export function toComponentDraft(component: {
  readonly productId: string;
  readonly variantIds: readonly string[];
  readonly quantity: number;
}): ComponentDraft {
  return { ...toChosen(component), quantity: String(component.quantity) };
}
