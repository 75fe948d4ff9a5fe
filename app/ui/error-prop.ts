/** A field's `error` prop, absent where there is none: Polaris takes no undefined. */
export function errorProp(error: string | undefined): { error?: string } {
  return error ? { error } : {};
}
