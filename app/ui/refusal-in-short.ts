/** What a toast says of a save that was refused. Without a field to fix, as while Shopify is away, the page says why. */
export function refusalInShort(issues: readonly { readonly field: string }[]): string {
  const hasField = issues.some(({ field }) => field !== "");
  return hasField ? "Couldn’t save. Fix the highlighted fields." : "Couldn’t save";
}
