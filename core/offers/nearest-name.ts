const MOST_EDITS = 2;

/** The name that was probably meant: at most two letters away, or ending with what was typed. Undefined for none. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const close = names
    .filter((name) => Math.abs(name.length - typed.length) <= MOST_EDITS)
    .map((name) => ({ name, edits: editsBetween(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ edits }) => edits <= MOST_EDITS)
    .toSorted((a, b) => a.edits - b.edits)[0];
  return close?.name ?? names.find((name) => name.endsWith(`.${typed}`));
}

/** Letters to insert, delete or change (Levenshtein's distance). */
function editsBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_one, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
