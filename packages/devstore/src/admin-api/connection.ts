/**
 * Most elements of a page (shopify.dev, "Paginating results with GraphQL"). Of the variants of a product that is asked for alone at the
 * root there may be 2,048, which the stand-in does not have: a page of 250 leads to all as well.
 */
const LARGEST_PAGE = 250;
/** By so many, a bulk operation asks for a list to its end: it has no pages (`bulk-pages.ts`). More than any list of the stand-in has. */
export const WHOLE_LIST = 1_000_000_000;

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** A page of a list in the form of Shopify's connections. A cursor is the position, encoded. */
export function connection<T>(list: readonly T[], page: PageArguments) {
  return presentedConnection(list, page, (one) => one);
}

/** The same, of which only what is on the page is presented. */
export function presentedConnection<T, Shown>(
  list: readonly T[],
  { first, last, after, before, reverse }: PageArguments,
  present: (one: T) => Shown,
) {
  if (first == null && last == null) throw new Error("you must provide one of first or last");
  if (first !== WHOLE_LIST && (first ?? last ?? 0) > LARGEST_PAGE)
    throw new Error(`a page has at most ${LARGEST_PAGE} elements, and not ${first ?? last}`);
  const inOrder = reverse ? list.toReversed() : list;
  const positionOf = (cursor: string) => Number(Buffer.from(cursor, "base64url").toString());
  let start = after ? positionOf(after) + 1 : 0;
  let end = before ? positionOf(before) : inOrder.length;
  if (first != null) end = Math.min(end, start + first);
  else if (last != null) start = Math.max(start, end - last);
  const edges = inOrder.slice(start, end).map((one, index) => ({
    node: present(one),
    cursor: Buffer.from(String(start + index)).toString("base64url"),
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: end < inOrder.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
