import { AdminApiError } from "./admin-client.server.ts";

/** What a merchant is told where nothing can be done without Shopify. */
export const SHOPIFY_IS_AWAY = "Can’t connect to Shopify right now. Try again in a minute.";

/**
 * What Shopify tells; null where it tells nothing just now. For what a page can do without, such as names: what Tandem's own
 * database has is shown all the same, and the page says what is missing.
 */
export async function ifAnswered<Told>(asked: Promise<Told>): Promise<Told | null> {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof AdminApiError) return null;
    throw failure;
  }
}

/**
 * The same for one thing after the other: from the first that Shopify does not answer on, the rest is not asked about, since it would
 * take as long each time.
 * @returns an answer for each, in their order; null where there is none
 */
export async function eachIfAnswered<Item, Told>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Told>,
): Promise<(Told | null)[]> {
  const answers: (Told | null)[] = [];
  for (const item of items)
    answers.push(answers.at(-1) === null ? null : await ifAnswered(ask(item)));
  return answers;
}
