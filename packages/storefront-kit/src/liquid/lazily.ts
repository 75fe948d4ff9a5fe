/** Gives an object a property that is worked out when it is first read. */
export function lazily(target: object, name: string, read: () => unknown): void {
  let known: { readonly value: unknown } | null = null;
  const get = () => (known ??= { value: read() }).value;
  Object.defineProperty(target, name, { enumerable: true, configurable: true, get });
}

/** The same for a property that JSON does not tell of. */
export function lazilyHidden(target: object, name: string, read: () => unknown): void {
  lazily(target, name, read);
  Object.defineProperty(target, name, { enumerable: false });
}

/** Gives an object properties that JSON does not tell of. */
export function hide(target: object, properties: object): void {
  for (const [name, value] of Object.entries(properties))
    Object.defineProperty(target, name, { value, enumerable: false, configurable: true });
}
