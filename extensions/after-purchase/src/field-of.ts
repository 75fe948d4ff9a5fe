/** The field that an event is of. Its type says any target: the components' own events carry theirs. */
export function fieldOf(event: Event): {
  readonly value?: string;
  readonly values?: readonly string[];
} {
  return event.currentTarget as unknown as ReturnType<typeof fieldOf>;
}
