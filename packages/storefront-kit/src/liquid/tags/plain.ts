import { Tag, TagToken, toValueSync, evalToken, ForTag } from "liquidjs";
import type { Context, Emitter, Liquid, Parser, Template, TopLevelToken } from "liquidjs";

import { stateOf } from "../render-state.ts";
import { readTagArguments } from "./tag-arguments.ts";
import type { TagArguments } from "./tag-arguments.ts";

/** A tag whose body is not rendered where it stands: for the editor, for readers, or gathered into one file. */
export class SkippedTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    while (remaining.length > 0) {
      const next = remaining.shift();
      if (next instanceof TagToken && next.name === `end${token.name}`) return;
    }
    throw new Error(`tag ${token.getText()} is not closed`);
  }

  *render(): Generator<unknown, void, unknown> {}
}

/** Reads the templates of a tag up to its end. */
export function readBody(token: TagToken, remaining: TopLevelToken[], parser: Parser): Template[] {
  const templates: Template[] = [];
  const stream = parser
    .parseStream(remaining)
    .on(`tag:end${token.name}`, () => stream.stop())
    .on("template", (template: Template) => void templates.push(template))
    .on("end", () => {
      throw new Error(`tag ${token.getText()} is not closed`);
    });
  stream.start();
  return templates;
}

/** `{% style %}`: CSS that the theme editor may change. */
export class StyleTag extends Tag {
  readonly #body: Template[];

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    this.#body = readBody(token, remaining, parser);
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    emitter.write("<style data-shopify>");
    yield this.liquid.renderer.renderTemplates(this.#body, context, emitter);
    emitter.write("</style>");
  }
}

/** `{% layout none %}` or `{% layout 'name' %}` of a Liquid template. */
export class LayoutTag extends Tag {
  readonly #arguments: TagArguments | null;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.#arguments = token.args.trim() === "none" ? null : readTagArguments(this.tokenizer);
  }

  *render(context: Context): Generator<unknown, void, unknown> {
    const name =
      this.#arguments && ((yield evalToken(this.#arguments.positional[0], context)) as unknown);
    stateOf(context).page.layout = name === null ? false : String(name);
  }
}

/** Rounds of a `for` without `paginate` (shopify.dev, Liquid, "for"). */
export const FOR_ROUNDS = 50;

/** `for` with Shopify's limit. */
export class LimitedForTag extends ForTag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid, parser);
    const { hash } = this;
    const given = hash.render.bind(hash);
    hash.render = function* (context: Context) {
      const values = (yield given(context)) as Record<string, unknown>;
      const most = stateOf(context).page.loopLimit;
      const asked: unknown = toValueSync(values["limit"]);
      const limit = asked === undefined || asked === null ? most : Math.min(Number(asked), most);
      return { ...values, limit };
    };
  }
}
