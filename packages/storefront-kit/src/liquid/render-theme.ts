import { Context, toValueSync } from "liquidjs";
import type { Liquid, Template } from "liquidjs";

import { escapeHtml, printed } from "./arguments.ts";
import { PrintedObject } from "./drops.ts";
import type { AppExtension } from "./app-extension.ts";
import { appBlockHandle, blockInstance, sectionInstance, templateNumber } from "./instances.ts";
import type { BlockInstance, SectionInstance } from "./instances.ts";
import { lazily } from "./lazily.ts";
import { placeAppBlocks } from "./place-app-blocks.ts";
import type { AppBlock } from "./place-app-blocks.ts";
import { extended, stateOf, withState } from "./render-state.ts";
import type { PageState, PartRenderer, RenderState } from "./render-state.ts";
import { RESOURCE_TYPES, settingsObject } from "./settings.ts";
import type { SettingsContext, ThemeResources } from "./settings.ts";
import { withoutRawBodies } from "./source-files.ts";
import { FOR_ROUNDS } from "./tags/plain.ts";
import type {
  FileSchema,
  JsonObject,
  JsonTemplate,
  SettingSchema,
  ThemeFolder,
} from "./theme-folder.ts";

/** A page to be rendered, or one in whose place a section is. */
export interface ThemePage {
  /** Such as `product` or `customers/login`. */
  readonly template: string;
  /** All that Liquid reads on it: Shopify's global objects, and those of the page. */
  readonly objects: object;
  readonly resources: ThemeResources;
  /** Path and query, with the language's prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly formMessages?: PageState["formMessages"];
  /** What Shopify puts into the head by `content_for_header`. */
  readonly header: string;
  readonly placedBlocks: readonly AppBlock[];
  readonly embeds: readonly AppBlock[];
}

/** The installed theme, with the app whose blocks it shows. */
export interface InstalledTheme {
  readonly folder: ThemeFolder;
  readonly liquid: Liquid;
  readonly app: AppExtension | null;
}

/** Shopify's objects by which blocks find the nearest product and so on (shopify.dev, Liquid, "closest"). */
const CLOSEST = ["product", "collection", "page", "article", "blog"];

const INSTANCE = Symbol("block instance");
/** Names of sections that are on the page, filled in when all is rendered. */
const SECTIONS_MARK = "%sections-of-page%";

/** Whether the theme has a template. */
export function hasTemplate(folder: ThemeFolder, template: string): boolean {
  return ["json", "liquid"].some((type) => folder.text(`templates/${template}.${type}`) !== null);
}

/** A JSON template of the theme with the app blocks that were placed in it; null for one that is Liquid, or is not there. */
export function composedTemplate(
  folder: ThemeFolder,
  template: string,
  placed: readonly AppBlock[],
): JsonTemplate | null {
  const json = folder.jsonTemplate(`templates/${template}.json`);
  return json && placeAppBlocks(folder, json, placed);
}

/** One page of a theme, whole or by its sections. */
export class ThemeRendering implements PartRenderer {
  readonly #theme: InstalledTheme;
  readonly #page: ThemePage;
  readonly #globals: object;
  readonly #settings: SettingsContext;
  readonly #state: RenderState;
  readonly #template: JsonTemplate | null;
  readonly #sectionTypes = new Set<string>();

  constructor(theme: InstalledTheme, page: ThemePage) {
    this.#theme = theme;
    this.#page = page;
    this.#state = {
      parts: this,
      page: {
        loopLimit: FOR_ROUNDS,
        layout: "theme",
        path: page.path,
        query: page.query,
        formMessages: page.formMessages ?? new Map(),
      },
    };
    const closest = Object.fromEntries(
      CLOSEST.map(
        (name) => [name, Object.getOwnPropertyDescriptor(page.objects, name)] as const,
      ).filter(([, found]) => found !== undefined),
    ) as PropertyDescriptorMap;
    const base = extended(page.objects, { closest: Object.defineProperties({}, closest) });
    const { settings, schemes } = themeSettings(theme, page.resources, base);
    this.#globals = withState(extended(base, { settings }), this.#state);
    this.#settings = { liquid: theme.liquid, resources: page.resources, context: null, schemes };
    this.#template = composedTemplate(theme.folder, page.template, page.placedBlocks);
  }

  /** The whole page. @throws when the theme has no such template */
  page(): string {
    const { template } = this.#page;
    const json = this.#template;
    if (!json) {
      const content = this.#file(`templates/${template}.liquid`, {}, this.#globals);
      return this.#inLayout(content, this.#state.page.layout);
    }
    const sections = json.order.flatMap((key, index) => {
      const section = json.sections[key];
      if (!section) throw new Error(`templates/${template}.json orders "${key}", which it has not`);
      if (section.disabled === true) return [];
      const id = `template--${templateNumber(template)}__${key}`;
      return [sectionInstance(id, section, { index: index + 1, location: "template" })];
    });
    const content = wrapped(json.wrapper, sections.map((one) => this.#section(one)).join("\n"));
    return this.#inLayout(content, json.layout ?? "theme");
  }

  /** A page whose content comes from elsewhere, in the theme's layout. @param source Liquid */
  liquidPage(source: string): string {
    const templates = this.#theme.liquid.parse(source);
    const content = this.#render(templates, {}, this.#globals);
    return this.#inLayout(content, this.#state.page.layout);
  }

  /**
   * One section, as the Section Rendering API gives it (shopify.dev, "Section Rendering API").
   * @returns null for one that neither the page nor the theme has
   */
  sectionById(id: string): string | null {
    const instance = this.#find(id);
    return instance && this.#section(instance);
  }

  #find(id: string): SectionInstance | null {
    const [, owner, number, key = ""] = /^(template|sections)--(\d+)__(.+)$/.exec(id) ?? [];
    const { template } = this.#page;
    if (owner === "template") {
      const section = this.#template?.sections[key];
      if (!section || number !== templateNumber(template)) return null;
      return sectionInstance(id, section, { index: null, location: "template" });
    }
    if (owner === "sections") {
      const name = this.#groups().find((one) => templateNumber(one) === number);
      return name === undefined
        ? null
        : (this.#groupSections(name).find((one) => one.id === id) ?? null);
    }
    // Only names of files: an id comes from an address.
    if (!/^[\w-]+$/.test(id)) return null;
    return this.#theme.folder.text(`sections/${id}.liquid`) === null ? null : this.#static(id);
  }

  #groups(): string[] {
    return this.#theme.folder
      .names("sections")
      .filter((name) => name.endsWith(".json"))
      .map((name) => name.replace(".json", ""));
  }

  #groupSections(name: string): SectionInstance[] {
    const group = this.#theme.folder.jsonTemplate(`sections/${name}.json`);
    if (!group) throw new Error(`the theme has no sections/${name}.json`);
    const { sections, order, type = "custom" } = group;
    return order.flatMap((key, index) => {
      const section = sections[key];
      if (!section || section.disabled === true) return [];
      const id = `sections--${templateNumber(name)}__${key}`;
      const place = {
        index: index + 1,
        location: type,
        groupClass: `shopify-section-group-${name}`,
      };
      return [sectionInstance(id, section, place)];
    });
  }

  /** A section that stands by its name, with the settings that the theme keeps for it, or else its defaults. */
  #static(type: string): SectionInstance {
    const stored = currentSettings(this.#theme.folder)["sections"] as
      Record<string, { settings?: JsonObject }> | undefined;
    const usual = this.#theme.folder.schema("sections", type).default;
    const blocks = (usual?.blocks ?? []).map((block, index) => [String(index), block] as const);
    const json = { type, ...usual, blocks: Object.fromEntries(blocks), ...stored?.[type] };
    return sectionInstance(type, json, { index: null, location: "static" });
  }

  staticSection(type: string): string {
    if (this.#theme.folder.text(`sections/${type}.liquid`) === null)
      throw new Error(`the theme has no sections/${type}.liquid`);
    return this.#section(this.#static(type));
  }

  sectionGroup(name: string): string {
    return this.#groupSections(name)
      .map((section) => this.#section(section))
      .join("\n");
  }

  #section(instance: SectionInstance): string {
    const { folder } = this.#theme;
    const { type, id } = instance;
    this.#sectionTypes.add(type);
    const schema = folder.schema("sections", type);
    const section = {
      id,
      index: instance.index,
      index0: instance.index === null ? null : instance.index - 1,
      location: instance.location,
    };
    const state = { ...this.#state, section: instance };
    const globals = withState(extended(this.#globals, { section }), state);
    const settings = this.#settingsOf(schema.settings, instance.settings, globals);
    const closest = this.#closest(schema.settings, settings, globals, new Map());
    Object.assign(globals, { closest });
    Object.defineProperty(section, "settings", { value: settings, enumerable: true });
    lazily(section, "blocks", () =>
      instance.blocks
        .filter((block) => !block.isStatic)
        .map((block) => this.#blockObject(block, schema, globals)),
    );
    const source = folder.section(type);
    if (source === null) throw new Error(`the theme has no sections/${type}.liquid`);
    const path = `sections/${type}.liquid`;
    const content = this.#render(this.#parsed(path, source), {}, globals);
    const tag = schema.tag ?? "div";
    const classes = ["shopify-section", instance.groupClass, schema.class].filter(Boolean);
    return `<${tag} id="shopify-section-${id}" class="${classes.join(" ")}">${content}</${tag}>`;
  }

  /** A block as Liquid reads it in `section.blocks`, and as `block`. */
  #blockObject(instance: BlockInstance, owner: FileSchema | null, globals: object): object {
    const { folder } = this.#theme;
    const { id, type } = instance;
    const isApp = appBlockHandle(type) !== null;
    const own = owner?.blocks.find((block) => block.type === type);
    const isThemeBlock = !isApp && !own?.settings && folder.text(`blocks/${type}.liquid`) !== null;
    const schema = isThemeBlock ? folder.schema("blocks", type) : null;
    const block = { id, type: isApp ? "@app" : type, shopify_attributes: "", [INSTANCE]: instance };
    const settings = schema?.settings ?? own?.settings ?? [];
    lazily(block, "settings", () => this.#settingsOf(settings, instance.settings, globals));
    lazily(block, "blocks", () =>
      instance.blocks
        .filter((child) => !child.isStatic)
        .map((child) => this.#blockObject(child, schema, globals)),
    );
    return block;
  }

  #settingsOf(schema: readonly SettingSchema[], stored: JsonObject, globals: object): object {
    return settingsObject(schema, stored, {
      ...this.#settings,
      context: this.#context({}, globals),
    });
  }

  /** What is nearest: what was handed over, or a resource of the settings, or what is so further out. */
  #closest(
    schema: readonly SettingSchema[],
    settings: object,
    globals: object,
    given: ReadonlyMap<string, unknown>,
  ): object {
    const outer = Reflect.get(globals, "closest") as object;
    const nearer = {};
    for (const { type, id } of schema) {
      if (id !== undefined && RESOURCE_TYPES.has(type)) {
        const value: unknown = Reflect.get(settings, id);
        if (value) Object.assign(nearer, { [type]: value });
      }
    }
    for (const [name, value] of given) {
      if (name.startsWith("closest.")) Object.assign(nearer, { [name.slice(8)]: value });
    }
    return extended(outer, nearer);
  }

  childBlocks(given: ReadonlyMap<string, unknown>, context: Context): string {
    const { block, section } = stateOf(context);
    const parent = block ?? section;
    if (!parent) throw new Error("content_for 'blocks' stands in no section");
    return parent.blocks
      .filter((child) => !child.isStatic)
      .map((child) => this.#block(child, given, context))
      .join("\n");
  }

  staticBlock(
    type: string,
    key: string,
    given: ReadonlyMap<string, unknown>,
    context: Context,
  ): string {
    const { block, section } = stateOf(context);
    const parent = block ?? section;
    if (!parent) throw new Error("content_for 'block' stands in no section");
    const known = parent.blocks.find((child) => child.key === key && child.type === type);
    const instance = known ?? blockInstance(key, { type, static: true }, parent.id);
    return this.#block(instance, given, context);
  }

  appBlock(given: unknown, context: Context): string {
    const instance =
      typeof given === "object" && given !== null
        ? (Reflect.get(given, INSTANCE) as BlockInstance | undefined)
        : undefined;
    if (!instance)
      throw new Error("render takes a snippet's name in quotes, or a block of the section");
    return this.#block(instance, new Map(), context);
  }

  #block(instance: BlockInstance, given: ReadonlyMap<string, unknown>, context: Context): string {
    const { folder, app } = this.#theme;
    const { type, id } = instance;
    if (appBlockHandle(type) !== null)
      return app?.render(instance, context.globals, this.#page.resources) ?? "";
    const path = `blocks/${type}.liquid`;
    const source = folder.text(path);
    if (source === null) throw new Error(`the theme has no ${path}`);
    const schema = folder.schema("blocks", type);
    const handed = [...given].filter(([name]) => !name.startsWith("closest."));
    const around = extended(context.globals, {
      closest: this.#closest([], {}, context.globals, given),
    });
    const block = this.#blockObject(instance, null, around);
    const closest = this.#closest(
      schema.settings,
      Reflect.get(block, "settings") as object,
      around,
      given,
    );
    const state = { ...stateOf(context), block: instance };
    const globals = withState(extended(around, { block, closest }), state);
    const content = this.#render(this.#parsed(path, source), Object.fromEntries(handed), globals);
    if (schema.tag === null) return content;
    const tag = schema.tag ?? "div";
    const classes = ["shopify-block", schema.class].filter(Boolean).join(" ");
    return `<${tag} id="shopify-block-${id}" class="${classes}">${content}</${tag}>`;
  }

  #inLayout(content: string, layout: string | false): string {
    if (layout === false) return content;
    const compiled = '<link rel="stylesheet" href="/cdn/theme/compiled_assets/styles.css">';
    const scripts = `<script src="/cdn/theme/compiled_assets/scripts.js" data-sections="${SECTIONS_MARK}" defer></script>`;
    const scope = {
      content_for_layout: content,
      content_for_header: [this.#page.header, compiled, scripts].join("\n"),
    };
    const globals = extended(this.#globals, scope);
    const page = this.#file(`layout/${layout}.liquid`, {}, globals);
    const { app } = this.#theme;
    const { embeds, resources } = this.#page;
    const rendered = (target: "head" | "body") =>
      embeds
        .map((embed) => blockInstance(embed.id, embed, ""))
        .filter((embed) => app?.target(embed) === target)
        .map((embed) => app?.render(embed, globals, resources) ?? "")
        .join("\n");
    // Functions, so that a dollar sign in them stays one.
    return page
      .replace("</head>", () => `${rendered("head")}</head>`)
      .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `${rendered("body")}</body>`)
      .replace(SECTIONS_MARK, () => escapeHtml([...this.#sectionTypes].join(",")));
  }

  #file(path: string, scope: object, globals: object): string {
    const source = this.#theme.folder.text(path);
    if (source === null) throw new Error(`the theme has no ${path}`);
    return this.#render(this.#parsed(path, source), scope, globals);
  }

  #parsed(path: string, source: string): Template[] {
    const { liquid } = this.#theme;
    const known = PARSED.get(liquid) ?? new Map<string, Template[]>();
    PARSED.set(liquid, known);
    const templates = known.get(path) ?? liquid.parse(withoutRawBodies(source), path);
    known.set(path, templates);
    return templates;
  }

  #context(scope: object, globals: object): Context {
    const { liquid } = this.#theme;
    return new Context(scope, liquid.options, { sync: true, globals }, { liquid });
  }

  #render(templates: Template[], scope: object, globals: object): string {
    const { renderer } = this.#theme.liquid;
    const rendered: unknown = toValueSync(
      renderer.renderTemplates(templates, this.#context(scope, globals)),
    );
    return printed(rendered);
  }
}

/** Parsed files of the theme, by engine. */
const PARSED = new WeakMap<Liquid, Map<string, Template[]>>();

/** `div#id.class[attribute=value]` of a JSON template (shopify.dev, "JSON templates", "wrapper"). */
function wrapped(wrapper: string | undefined, content: string): string {
  if (wrapper === undefined) return content;
  const [tag = "div"] = /^[a-z]+/.exec(wrapper) ?? [];
  const id = /#([\w-]+)/.exec(wrapper)?.[1];
  const classes = [...wrapper.matchAll(/\.([\w-]+)/g)].map((match) => match[1]).join(" ");
  return `<${tag}${id ? ` id="${id}"` : ""}${classes ? ` class="${classes}"` : ""}>${content}</${tag}>`;
}

/** What the merchant set: `current` holds it, or names a preset that does (shopify.dev, "settings_data.json"). */
function currentSettings(folder: ThemeFolder): JsonObject {
  const data = (folder.json("config/settings_data.json") ?? {}) as {
    current?: string | JsonObject;
    presets?: Record<string, JsonObject>;
  };
  if (typeof data.current === "string") return data.presets?.[data.current] ?? {};
  return data.current ?? {};
}

function themeSettings(theme: InstalledTheme, resources: ThemeResources, globals: object) {
  const { folder, liquid } = theme;
  const groups = (folder.json("config/settings_schema.json") ?? []) as {
    settings?: SettingSchema[];
  }[];
  const schema = groups.flatMap((group) => group.settings ?? []);
  const { sections: _sections, blocks: _blocks, ...stored } = currentSettings(folder);
  // Settings may name others of the theme: they are read in a context that has them.
  const scope = {};
  const context = new Context({}, liquid.options, { sync: true, globals: scope }, { liquid });
  const plain = { liquid, resources, context, schemes: new Map<string, unknown>() };
  const schemes = colorSchemes(schema, stored, plain);
  const settings = settingsObject(schema, stored, { ...plain, schemes });
  for (const { type, id } of schema) {
    if (type === "color_scheme_group" && id !== undefined)
      Object.defineProperty(settings, id, { value: [...schemes.values()], enumerable: true });
  }
  Object.defineProperties(scope, Object.getOwnPropertyDescriptors(extended(globals, { settings })));
  return { settings, schemes };
}

/** Color schemes of the theme, which print as their ids. */
function colorSchemes(
  schema: readonly SettingSchema[],
  stored: JsonObject,
  context: SettingsContext,
) {
  const group = schema.find((setting) => setting.type === "color_scheme_group");
  if (group?.id === undefined) return new Map<string, unknown>();
  const schemes = (stored[group.id] ?? group.default ?? {}) as Record<
    string,
    { settings?: JsonObject }
  >;
  return new Map<string, unknown>(
    Object.entries(schemes).map(([id, scheme]) => {
      const settings = settingsObject(group.definition ?? [], scheme.settings ?? {}, context);
      return [id, new PrintedObject(id, { id, settings })];
    }),
  );
}
