import { evalToken } from "liquidjs";
import type { Context, Tokenizer } from "liquidjs";

type ValueToken = ReturnType<Tokenizer["readValue"]>;

/** Arguments of a tag: values in their order, and by names that may have a point or a hyphen (`closest.product:`). */
export interface TagArguments {
  readonly positional: readonly ValueToken[];
  readonly named: ReadonlyMap<string, ValueToken>;
}

/** @throws for what is neither a value nor a name with one */
export function readTagArguments(tokenizer: Tokenizer): TagArguments {
  const positional: ValueToken[] = [];
  const named = new Map<string, ValueToken>();
  for (;;) {
    tokenizer.skipBlank();
    while (tokenizer.peek() === ",") {
      tokenizer.advance();
      tokenizer.skipBlank();
    }
    if (tokenizer.end()) return { positional, named };
    const [whole, name] = /^([\w.-]+)\s*:/.exec(tokenizer.remaining()) ?? [];
    if (whole !== undefined) tokenizer.advance(whole.length);
    const value = tokenizer.readValue();
    if (!value) throw tokenizer.error(`unexpected "${tokenizer.remaining().trim()}"`);
    if (name === undefined) positional.push(value);
    else named.set(name, value);
  }
}

/** The values of named arguments. */
export function* evaluateNamed(
  { named }: TagArguments,
  context: Context,
): Generator<unknown, Map<string, unknown>, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, token] of named) values.set(name, yield evalToken(token, context));
  return values;
}
