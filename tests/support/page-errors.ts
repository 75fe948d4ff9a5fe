import type { BrowserContext } from "playwright-core";

/** What went wrong in pages since it was asked last. */
let found: string[] = [];
/** What the test under way brings about on purpose, and what the one before it did: a browser may tell of it late. */
let expected: RegExp[] = [];
let expectedBefore: RegExp[] = [];

/** Where Polaris has its font from, which changes nothing; tests run without the world. */
export const FONT_HOST = "cdn.shopify.com";

/** How a browser notes an answer of 400 or 422: input was refused in words, and the page shows them. That is no error of the page. */
const REFUSED_INPUT = /^Failed to load resource: the server responded with a status of 4(00|22) /;

/** Notes each exception that nobody caught, and each error in the console, of all pages of a visitor. */
export function watchPages(context: BrowserContext): void {
  context.on("weberror", (failure) => found.push(`uncaught: ${failure.error().message}`));
  context.on("console", (message) => {
    const { url } = message.location();
    const isOfPage = !REFUSED_INPUT.test(message.text()) && !url.includes(`//${FONT_HOST}/`);
    if (message.type() === "error" && isOfPage)
      found.push(`${message.text()} (${url || "inline"})`);
  });
}

/** Says of the test under way that it brings an error about on purpose, such as an answer of 503. */
export function expectPageErrors(pattern: RegExp): void {
  expected.push(pattern);
}

/** What went wrong since the last call and was not expected. The next call is about the next test. */
export function takePageErrors(): string[] {
  const patterns = [...expectedBefore, ...expected];
  const unexpected = found.filter((text) => !patterns.some((pattern) => pattern.test(text)));
  found = [];
  expectedBefore = expected;
  expected = [];
  return unexpected;
}
