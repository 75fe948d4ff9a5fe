/** Something about an offer that the merchant has to know, at the field that it is about. */
export interface OfferIssue {
  /** Errors stop a save; warnings stand beside the field. */
  readonly severity: "error" | "warning";
  /** Path of the field in the editor: `terms.components.1.quantity`. */
  readonly field: string;
  readonly message: string;
}

export function error(field: string, message: string): OfferIssue {
  return { severity: "error", field, message };
}

export function warning(field: string, message: string): OfferIssue {
  return { severity: "warning", field, message };
}
