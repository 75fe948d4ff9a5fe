/** Number of the app in the stand-in's own `app--ID` namespaces. */
const APP_NUMBER = 1;

/** Spells out the reserved prefix: `$app:perks` is `app--1--perks` (shopify.dev, "Reserved prefixes"). */
export function spellOutNamespace(namespace: string | null | undefined): string {
  if (!namespace) return `app--${APP_NUMBER}`;
  return namespace.replace(/^\$app(?::(.+))?$/, (_whole, rest?: string) =>
    rest ? `app--${APP_NUMBER}--${rest}` : `app--${APP_NUMBER}`,
  );
}

export function metafieldRowId(
  ownerId: string,
  namespace: string | null | undefined,
  key: string,
): string {
  return [ownerId, spellOutNamespace(namespace), key].join("|");
}
