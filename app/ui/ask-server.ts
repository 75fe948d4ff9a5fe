/** Why the server's answer is of no use, in a sentence for the merchant. */
export class UnansweredError extends Error {
  override readonly name = "UnansweredError";
}

const WENT_WRONG = "Something went wrong. Reload the page, then try again.";
const NO_LINE = "Can’t connect to Tandem. Check your internet connection, then try again.";
/** Refusals whose text is written for the merchant: it's gone, asked too often, or Shopify or the database can't answer. */
const IN_WORDS: readonly number[] = [404, 429, 503];

/**
 * Asks a route of the admin that answers in JSON. It is asked by `fetch`, which App Bridge signs.
 * @param question in JSON
 * @throws {UnansweredError} and the signal's reason, once that is aborted
 */
export async function askServer<Answer>(
  action: string,
  question: string,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetchInWords(action, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: question,
    ...(signal && { signal }),
  });
  if (!isJson(response)) throw new UnansweredError(await wordsOf(response));
  return (await inWords(response.json(), WENT_WRONG, signal)) as Answer;
}

/**
 * Reads a route of the admin.
 * @throws {UnansweredError} also for an answer that is no success
 */
export async function readServer(path: string): Promise<Response> {
  const response = await fetchInWords(path);
  if (!response.ok) throw new UnansweredError(await wordsOf(response));
  return response;
}

const fetchInWords = (path: string, init: RequestInit = {}) =>
  inWords(fetch(path, init), NO_LINE, init.signal);

async function inWords<Told>(
  told: Promise<Told>,
  words: string,
  signal: AbortSignal | null | undefined,
): Promise<Told> {
  try {
    return await told;
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new UnansweredError(words, { cause: failure });
  }
}

async function wordsOf(response: Response): Promise<string> {
  const hasWords = IN_WORDS.includes(response.status) && typeOf(response).startsWith("text/plain");
  return hasWords ? response.text() : WENT_WRONG;
}

const isJson = (response: Response) => typeOf(response).startsWith("application/json");
const typeOf = ({ headers }: Response) => headers.get("Content-Type") ?? "";
