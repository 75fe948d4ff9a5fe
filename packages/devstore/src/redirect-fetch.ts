// Loaded by `node --import` into the app's process, for the demo and for tests only: what is meant
// for the shop goes to the stand-in store, and nothing else leaves the machine.
const base = process.env.SHOPIFY_API_BASE;
if (!base) throw new Error("SHOPIFY_API_BASE must say where the stand-in store is.");
const plainFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  // Files of bulk operations are given by the stand-in's own address.
  if (!url.hostname.endsWith(".myshopify.com") && url.origin !== new URL(base).origin)
    throw new Error(`The demo does not speak to ${url.hostname}.`);
  return plainFetch(
    new URL(url.pathname + url.search, base),
    init ?? (input instanceof Request ? input : undefined),
  );
};

export {};
