import { Context, toValueSync } from "liquidjs";
import type { Liquid } from "liquidjs";

import { printed } from "./arguments.ts";
import { appBlockHandle } from "./instances.ts";
import type { BlockInstance } from "./instances.ts";
import { extended, stateOf, withState } from "./render-state.ts";
import { settingsObject } from "./settings.ts";
import type { ThemeResources } from "./settings.ts";
import { withoutRawBodies } from "./source-files.ts";
import type { ThemeFolder } from "./theme-folder.ts";

/** An app's theme extension: its blocks and snippets, with words and assets of their own, apart from the theme's. */
export class AppExtension {
  readonly #folder: ThemeFolder;
  readonly #liquid: Liquid;

  constructor(folder: ThemeFolder, liquid: Liquid) {
    this.#folder = folder;
    this.#liquid = liquid;
  }

  /** Where a block goes: into a section, or, an app embed, into every page. */
  target(block: BlockInstance): string {
    return this.#folder.schema("blocks", appBlockHandle(block.type) ?? "").target ?? "section";
  }

  /** A block where it stands, which reads what the page's Liquid reads, and the app's own metafields. */
  render(instance: BlockInstance, globals: object, resources: ThemeResources): string {
    const handle = appBlockHandle(instance.type) ?? "";
    const content = this.content(handle, instance, globals, resources);
    return `<div id="shopify-block-${instance.id}" class="shopify-block shopify-app-block">${content}</div>`;
  }

  /** What a block's file renders to, by its name. @throws when the app has no such block, or the globals no state */
  content(
    handle: string,
    instance: Pick<BlockInstance, "id" | "type" | "settings">,
    globals: object,
    resources: ThemeResources,
  ): string {
    const path = `blocks/${handle}.liquid`;
    const source = this.#folder.text(path);
    if (source === null) throw new Error(`the app has no ${path}`);
    const liquid = this.#liquid;
    const context = (inside: object) =>
      new Context({}, liquid.options, { sync: true, globals: inside }, { liquid });
    const outside = context(globals);
    const schema = this.#folder.schema("blocks", handle);
    const block = {
      id: instance.id,
      type: instance.type,
      shopify_attributes: "",
      settings: settingsObject(schema.settings, instance.settings, {
        liquid,
        resources,
        context: outside,
        schemes: new Map(),
      }),
    };
    const state = { ...stateOf(outside), isApp: true };
    const inside = withState(extended(globals, { block }), state);
    const templates = liquid.parse(withoutRawBodies(source), path);
    return printed(toValueSync(liquid.renderer.renderTemplates(templates, context(inside))));
  }
}
