import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";

/** A setting of a schema (shopify.dev, "Input settings"); a header or paragraph has no id. */
export interface SettingSchema {
  readonly type: string;
  readonly id?: string;
  readonly label?: string;
  readonly default?: unknown;
  /** Of a range. */
  readonly min?: number;
  readonly max?: number;
  /** Of a select or radio. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly definition?: readonly SettingSchema[];
}

/** The `{% schema %}` of a section or block. */
export interface FileSchema {
  readonly name?: string;
  readonly tag?: string | null;
  readonly class?: string;
  readonly settings: readonly SettingSchema[];
  readonly blocks: readonly {
    readonly type: string;
    readonly settings?: readonly SettingSchema[];
  }[];
  /** What a section that stands statically is made of. */
  readonly default?: { readonly settings?: JsonObject; readonly blocks?: readonly JsonBlock[] };
  /** Of an app's block: where it goes, into a section (so where it is left out), or, an app embed, into every page. */
  readonly target?: "section" | "body" | "head" | "compliance_head";
  /** Of an app's block: the templates that take it; all where it is left out. */
  readonly enabled_on?: { readonly templates?: readonly string[] };
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A block as JSON templates have it. */
export interface JsonBlock {
  readonly type: string;
  readonly settings?: JsonObject;
  readonly blocks?: Readonly<Record<string, JsonBlock>>;
  readonly block_order?: readonly string[];
  readonly disabled?: boolean;
  readonly static?: boolean;
  readonly name?: string;
}

/** A section as JSON templates have it. */
export interface JsonSection extends JsonBlock {
  readonly custom_css?: unknown;
}

/** A JSON template, or a section group. */
export interface JsonTemplate {
  readonly layout?: string | false;
  readonly wrapper?: string;
  /** Of a group: the area that it is for. */
  readonly type?: string;
  readonly sections: Readonly<Record<string, JsonSection>>;
  readonly order: readonly string[];
}

/** The schema of a file without one. */
const NO_SCHEMA: FileSchema = { settings: [], blocks: [] };

/**
 * The section into which Shopify puts app blocks that no section of the template takes, unless the theme has an
 * `apps.liquid` of its own (shopify.dev, "App blocks for themes", "App block wrapper").
 */
const APPS_SECTION = `{% for block in section.blocks %}{% render block %}{% endfor %}
{% schema %}{ "name": "Apps", "settings": [], "blocks": [{ "type": "@app" }], "presets": [{ "name": "Apps" }] }{% endschema %}`;

/** @throws when the folder holds no theme */
export function openTheme(root: string): ThemeFolder {
  const theme = new ThemeFolder(root);
  if (theme.text("layout/theme.liquid") === null)
    throw new Error(`${theme.root} is no theme: it has no layout/theme.liquid`);
  return theme;
}

/** The files of a theme, or of an app's theme extension, read once and as they are. */
export class ThemeFolder {
  readonly root: string;
  readonly #texts = new Map<string, string | null>();
  readonly #schemas = new Map<string, FileSchema>();
  readonly #json = new Map<string, unknown>();

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** A file's text; null for one that the theme lacks. */
  text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const file = join(this.root, path);
    const isInside = file.startsWith(this.root + sep);
    const text = isInside && existsSync(file) ? readFileSync(file, "utf8") : null;
    this.#texts.set(path, text);
    return text;
  }

  /** A section's source; that of app blocks every theme has. */
  section(type: string): string | null {
    return this.text(`sections/${type}.liquid`) ?? (type === "apps" ? APPS_SECTION : null);
  }

  /** The schema of a section or a theme block. @throws when there is no such file, or its schema is no JSON */
  schema(kind: "sections" | "blocks", type: string): FileSchema {
    const path = `${kind}/${type}.liquid`;
    const known = this.#schemas.get(path);
    if (known) return known;
    const source = kind === "sections" ? this.section(type) : this.text(path);
    if (source === null) throw new Error(`the theme has no ${path}`);
    const schema = readSchema(source, path);
    this.#schemas.set(path, schema);
    return schema;
  }

  /** A JSON file; null for one that the theme lacks. Comments before the JSON are skipped, as Shopify's editor writes them. */
  json(path: string): unknown {
    if (this.#json.has(path)) return this.#json.get(path);
    const text = this.text(path);
    const parsed: unknown = text === null ? null : parseJson(text, path);
    this.#json.set(path, parsed);
    return parsed;
  }

  /** A JSON template or section group. */
  jsonTemplate(path: string): JsonTemplate | null {
    const found = this.json(path) as Partial<JsonTemplate> | null;
    if (found === null) return null;
    if (!found.sections || !found.order) throw new Error(`${path} has no "sections" and "order"`);
    return found as JsonTemplate;
  }

  /** Names of the files of a folder, without what follows the first point. */
  names(folder: string): string[] {
    const path = join(this.root, folder);
    return existsSync(path) ? readdirSync(path).toSorted() : [];
  }
}

function readSchema(source: string, path: string): FileSchema {
  const json = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(source)?.[1];
  if (json === undefined) return NO_SCHEMA;
  return { ...NO_SCHEMA, ...(parseJson(json, path) as Partial<FileSchema>) };
}

/** What themes' JSON may have besides JSON: comments, which the theme editor writes, and a comma behind the last member. */
const COMMENT = /^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const TRAILING_COMMA = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;
const keepStrings = (match: string) => (match === "," ? "" : match);

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(COMMENT, "").replace(TRAILING_COMMA, keepStrings));
  } catch (failure) {
    throw new Error(`${path} is not JSON: ${(failure as Error).message}`);
  }
}
