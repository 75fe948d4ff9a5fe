import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";

/**
 * Gives a time limit to every call that Shopify's library makes by itself: those for tokens have no other. It goes before
 * the limit of the Admin API's client where that is longer, and covers the body of the answer as well.
 */
export function limitLibraryCalls(milliseconds: number): void {
  // Looked up at each call: in the demo, fetch is replaced by one that speaks to the stand-in store.
  setAbstractFetchFunc((input, init) => {
    const limit = AbortSignal.timeout(milliseconds);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    return fetch(input, { ...init, signal });
  });
}
