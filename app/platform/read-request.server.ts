import { z } from "zod";

import { cleanText, parseJson } from "../../core/text/clean-text.ts";

/**
 * The doors by which a request's text comes in, each of which cleans it; ESLint refuses others. A request whose signature
 * covers its bytes is verified before.
 */

/** The JSON of a request's body; null where it is none, which every schema refuses in its own words. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return parseJson(text);
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}

/**
 * The JSON of a request's body, of the form that is expected.
 * @throws a Response: 400, with what is not as expected and where
 */
export async function readJsonAs<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await readJson(request));
  if (parsed.success) return parsed.data;
  throw new Response(z.prettifyError(parsed.error), { status: 400 });
}

/**
 * The texts of a request's form; files are not taken.
 * @throws a Response: 400 for a body that is no form
 */
export async function readForm(request: Request): Promise<FormData> {
  const clean = new FormData();
  for (const [name, value] of await formOf(request))
    if (typeof value === "string") clean.append(cleanText(name), cleanText(value));
  return clean;
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure;
    throw new Response("Send a form.", { status: 400 });
  }
}

/** A request's address, with its parameters. */
export function addressOf(request: Request): URL {
  const url = new URL(request.url);
  // An address holds nothing else that is to be cleaned: half a surrogate pair cannot be written in one.
  if (!url.search.includes("%00")) return url;
  url.search = new URLSearchParams(
    [...url.searchParams].map((pair) => pair.map(cleanText)),
  ).toString();
  return url;
}

/** What stands in the path at the place that a route's file names; empty where there is nothing. */
export function pathPart(params: Readonly<Record<string, string | undefined>>, name: string) {
  return cleanText(params[name] ?? "");
}
