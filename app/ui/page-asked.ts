/** The page of a table that an address asks for, from 1; what is no page is the first. */
export function pageAsked(url: URL): number {
  return Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1);
}
