/** What a toast says where fields are marked. */
export const FIX_FIELDS = "Couldn’t save. Fix the highlighted fields.";

/** Whether something is wrong at a field, rather than with the whole, as while Shopify is away. */
export const hasField = (issues: readonly { readonly field: string }[]): boolean =>
  issues.some(({ field }) => field !== "");

/** What a toast says of a save that was refused. Without a field to fix, the page says why. */
export const refusalInShort = (issues: readonly { readonly field: string }[]): string =>
  hasField(issues) ? FIX_FIELDS : "Couldn’t save";
