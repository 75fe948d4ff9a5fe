import { addDocumentResponseHeaders } from "./shopify.server.ts";

const POLICY = "Content-Security-Policy";
/** Where Shopify's App Bridge comes from. */
const APP_BRIDGE_ORIGIN = "https://cdn.shopify.com";
/** Pages that are opened for no shop say what to do, and have nothing on them that could be clicked for somebody else. */
const FOR_NO_SHOP = "frame-ancestors https://admin.shopify.com https://*.myshopify.com;";

/**
 * What a page of the admin may do. Shopify's library names who may frame it, for the shop of the address.
 * Scripts are our own, App Bridge, and those that carry this page's nonce.
 * @param appBridgeUrl where App Bridge comes from instead: the library has the browser fetch Shopify's beforehand all the same
 */
export function protectDocument(
  request: Request,
  headers: Headers,
  nonce: string,
  appBridgeUrl?: string,
): void {
  headers.delete(POLICY);
  addDocumentResponseHeaders(request, headers);
  const framing = headers.get(POLICY) ?? FOR_NO_SHOP;
  const elsewhere = appBridgeUrl === undefined ? "" : ` ${new URL(appBridgeUrl).origin}`;
  const scripts = `script-src 'self' 'nonce-${nonce}' ${APP_BRIDGE_ORIGIN}${elsewhere}`;
  headers.set(POLICY, `${framing} ${scripts}; object-src 'none'; base-uri 'none'`);
}
