import { toValueSync, Value } from "liquidjs";
import type { Context, Liquid } from "liquidjs";

import { readColor } from "./color.ts";
import { HandleList, PrintedObject } from "./drops.ts";
import { readFont } from "./fonts.ts";
import { lazily } from "./lazily.ts";
import type { JsonObject, SettingSchema } from "./theme-folder.ts";

/** What a setting can refer to in the store; null for what it does not have. */
export interface ThemeResources {
  product(handle: string): unknown;
  collection(handle: string): unknown;
  page(handle: string): unknown;
  menu(handle: string): unknown;
  /** A picture among the shop's files, by its name. */
  image(name: string): unknown;
}

/** Types whose setting names something of the store, by which the nearest one is found for `closest`. */
export const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  "product",
  "collection",
  "page",
  "article",
  "blog",
]);

/** Where a setting's text is Liquid of a dynamic source (shopify.dev, "Dynamic sources"). */
const DYNAMIC = /\{\{|\{%/;
const ONE_OUTPUT = /^\s*\{\{-?([^{}]*)-?\}\}\s*$/;

export interface SettingsContext {
  readonly liquid: Liquid;
  readonly resources: ThemeResources;
  /** In which dynamic sources are read; null where there are none. */
  readonly context: Context | null;
  /** Color schemes of the theme by id. */
  readonly schemes: ReadonlyMap<string, unknown>;
}

/** The settings of a schema as Liquid reads them: what is stored, or the schema's default, as the type has it. */
export function settingsObject(
  schema: readonly SettingSchema[],
  stored: JsonObject,
  context: SettingsContext,
): object {
  const settings = {};
  // What a schema does not name is read as it is stored.
  for (const [id, value] of Object.entries(stored)) lazily(settings, id, () => value);
  for (const setting of schema) {
    if (setting.id === undefined) continue;
    const value = Object.hasOwn(stored, setting.id) ? stored[setting.id] : setting.default;
    lazily(settings, setting.id, () => resolve(setting, value, context));
  }
  return settings;
}

function resolve(setting: SettingSchema, stored: unknown, context: SettingsContext): unknown {
  const value =
    typeof stored === "string" && DYNAMIC.test(stored) ? dynamic(stored, context) : stored;
  const { resources } = context;
  if (typeof value !== "string") {
    if (Array.isArray(value)) return resolveList(setting.type, value, resources);
    if (setting.type === "color_palette") return colorPalette(value);
    return value ?? (setting.type === "checkbox" ? false : null);
  }
  switch (setting.type) {
    case "color":
      return value === "" ? null : (readColor(value) ?? value);
    case "color_scheme":
      return context.schemes.get(value) ?? null;
    case "font_picker":
      return readFont(value);
    case "range":
    case "number":
      return value === "" ? null : Number(value);
    case "image_picker":
      return value === "" ? null : resources.image(value.replace("shopify://shop_images/", ""));
    case "product":
      return value === "" ? null : resources.product(value);
    case "collection":
      return value === "" ? null : resources.collection(value);
    case "page":
      return value === "" ? null : resources.page(value);
    case "link_list":
      return value === "" ? null : resources.menu(value);
    case "url":
      return value.replace(/^shopify:\/\//, "/") || null;
    case "video_url":
      return videoUrl(value);
    // The stand-in has no videos, blogs, articles and metaobjects.
    case "video":
    case "blog":
    case "article":
    case "metaobject":
      return null;
    default:
      return value;
  }
}

/** A video of YouTube or Vimeo by its address. */
function videoUrl(value: string): unknown {
  const youtube = /(?:youtu\.be\/|[?&]v=|\/embed\/)([\w-]+)/.exec(value)?.[1];
  const vimeo = /vimeo\.com\/(?:video\/)?(\d+)/.exec(value)?.[1];
  const id = youtube ?? vimeo;
  return id ? new PrintedObject(value, { id, type: youtube ? "youtube" : "vimeo" }) : null;
}

function resolveList(
  type: string,
  handles: readonly unknown[],
  resources: ThemeResources,
): unknown {
  const read =
    type === "product_list"
      ? resources.product
      : type === "collection_list"
        ? resources.collection
        : null;
  return read ? handles.map((handle) => read(String(handle))).filter(Boolean) : handles;
}

function colorPalette(value: unknown): unknown {
  const colors = Object.entries(value ?? {}).flatMap(([id, one]) => {
    const color = readColor(String(one));
    return color ? [[id, color] as const] : [];
  });
  const byId = new Map(colors);
  return new HandleList(
    () => [...byId.values()],
    (id) => byId.get(id) ?? null,
  );
}

function dynamic(text: string, { liquid, context }: SettingsContext): unknown {
  if (!context) return text;
  const expression = ONE_OUTPUT.exec(text)?.[1];
  if (expression !== undefined)
    return toValueSync(new Value(expression, liquid).value(context, false));
  const rendered: unknown = toValueSync(
    liquid.renderer.renderTemplates(liquid.parse(text), context),
  );
  return rendered;
}
