/** The number at the end of a global id: `gid://shopify/Product/42` is 42. */
export function numericId(globalId: string): number {
  const digits = /\/(\d+)$/.exec(globalId)?.[1];
  if (digits === undefined) throw new Error(`"${globalId}" is not a global id`);
  return Number(digits);
}

/** The global id of a resource: `globalId("Product", 42)`. */
export function globalId(resource: string, id: number | string): string {
  return `gid://shopify/${resource}/${id}`;
}
