import { evalToken, RenderTag, Tag } from "liquidjs";
import type { Context, Emitter, Liquid, Parser, TagToken, TopLevelToken } from "liquidjs";

import { printed } from "../arguments.ts";
import { stateOf } from "../render-state.ts";
import { evaluateNamed, readTagArguments } from "./tag-arguments.ts";
import type { TagArguments } from "./tag-arguments.ts";

/** The tags of sections and blocks; what they ask for is rendered by the rendering that they are in. */
export function registerSectionTags(liquid: Liquid): void {
  /** A tag of one name, in quotes. */
  const named = (tag: string, render: (name: string, context: Context) => string) =>
    liquid.registerTag(
      tag,
      class extends Tag {
        readonly #arguments: TagArguments;

        constructor(token: TagToken, remaining: TopLevelToken[], from: Liquid) {
          super(token, remaining, from);
          this.#arguments = readTagArguments(this.tokenizer);
        }

        *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
          const name = printed(yield evalToken(this.#arguments.positional[0], context));
          emitter.write(render(name, context));
        }
      },
    );
  named("section", (name, context) => stateOf(context).parts.staticSection(name));
  named("sections", (name, context) => stateOf(context).parts.sectionGroup(name));

  liquid.registerTag(
    "content_for",
    class extends Tag {
      readonly #arguments: TagArguments;

      constructor(token: TagToken, remaining: TopLevelToken[], from: Liquid) {
        super(token, remaining, from);
        this.#arguments = readTagArguments(this.tokenizer);
      }

      *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
        const what = printed(yield evalToken(this.#arguments.positional[0], context));
        const given = yield* evaluateNamed(this.#arguments, context);
        if (what === "blocks") {
          emitter.write(stateOf(context).parts.childBlocks(given, context));
          return;
        }
        if (what !== "block") throw new Error(`content_for knows no "${what}"`);
        const [type, id] = [printed(given.get("type")), printed(given.get("id"))];
        if (!type || !id) throw new Error("content_for 'block' needs a type and an id");
        given.delete("type");
        given.delete("id");
        emitter.write(stateOf(context).parts.staticBlock(type, id, given, context));
      }
    },
  );

  /** `{% render block %}`, without quotes, is how a section renders an app's block (shopify.dev, "App blocks for themes"). */
  class RenderBlockTag extends Tag {
    readonly #block: ReturnType<typeof readTagArguments>;

    constructor(token: TagToken, remaining: TopLevelToken[], from: Liquid) {
      super(token, remaining, from);
      this.#block = readTagArguments(this.tokenizer);
    }

    *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const block = yield evalToken(this.#block.positional[0], context);
      emitter.write(stateOf(context).parts.appBlock(block, context));
    }
  }
  class SnippetOrBlockTag extends RenderTag {
    readonly #block: RenderBlockTag | null;

    constructor(token: TagToken, remaining: TopLevelToken[], from: Liquid, parser: Parser) {
      const isBlock = /^\s*[a-z_]\w*\s*$/i.test(token.args);
      const begin = token.tokenizer.p;
      super(token, remaining, from, parser);
      token.tokenizer.p = begin;
      this.#block = isBlock ? new RenderBlockTag(token, remaining, from) : null;
    }

    override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      yield (this.#block ?? { render: super.render.bind(this) }).render(context, emitter);
    }
  }
  liquid.registerTag("render", SnippetOrBlockTag);
}
