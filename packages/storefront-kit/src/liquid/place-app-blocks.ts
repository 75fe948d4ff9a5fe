import { appBlockHandle } from "./instances.ts";
import type {
  JsonBlock,
  JsonObject,
  JsonSection,
  JsonTemplate,
  ThemeFolder,
} from "./theme-folder.ts";

/** An app's block that the merchant placed in a template. */
export interface AppBlock {
  readonly id: string;
  /** As a theme's JSON names it: `shopify://apps/APP/blocks/HANDLE/UUID`. */
  readonly type: string;
  readonly settings: JsonObject;
}

/** Blocks behind which a merchant puts what belongs to the offer of a product. */
const BUY_BUTTONS = /^_?(buy[-_]buttons|product-form)$/;

type Children = Pick<JsonBlock, "blocks" | "block_order">;

/**
 * A template with app blocks in it, as the theme editor writes it. They go
 * - behind the buy buttons, where what these stand in takes blocks of apps;
 * - or else to the end of the template's main section: the one with the key `main`, or the first that takes blocks of apps;
 * - or else, where no section of the template takes them, into a section `apps` of their own, behind the first section
 *   (shopify.dev, "App blocks for themes", "App block wrapper").
 */
export function placeAppBlocks(
  theme: ThemeFolder,
  template: JsonTemplate,
  placed: readonly AppBlock[],
): JsonTemplate {
  if (placed.length === 0) return template;
  const enabled = template.order.filter((key) => template.sections[key]?.disabled !== true);
  const takesApps = enabled.filter((key) =>
    accepts(theme, "sections", template.sections[key]?.type),
  );
  const candidates = takesApps.toSorted((a, b) => Number(b === "main") - Number(a === "main"));
  for (const key of candidates) {
    const section = template.sections[key];
    const changed = section && behindBuyButtons(theme, "sections", section, placed);
    if (changed) return withSection(template, key, { ...section, ...changed });
  }
  const [key] = candidates;
  const section = key === undefined ? undefined : template.sections[key];
  if (key !== undefined && section)
    return withSection(template, key, { ...section, ...inserted(section, placed, null) });
  const apps: JsonSection = { type: "apps", ...inserted({}, placed, null) };
  const order = [...template.order.slice(0, 1), "apps", ...template.order.slice(1)];
  return { ...template, sections: { ...template.sections, apps }, order };
}

function accepts(
  theme: ThemeFolder,
  kind: "sections" | "blocks",
  type: string | undefined,
): boolean {
  if (type === undefined || appBlockHandle(type) !== null) return false;
  const exists = kind === "sections" ? theme.section(type) : theme.text(`blocks/${type}.liquid`);
  return exists !== null && theme.schema(kind, type).blocks.some((block) => block.type === "@app");
}

/** The children with app blocks behind the buy buttons; null where there are none, or they stand in what takes no apps. */
function behindBuyButtons(
  theme: ThemeFolder,
  kind: "sections" | "blocks",
  parent: JsonBlock,
  placed: readonly AppBlock[],
): Children | null {
  const { blocks = {} } = parent;
  const order = parent.block_order ?? Object.keys(blocks);
  const buttons = order.find((key) => BUY_BUTTONS.test(blocks[key]?.type ?? ""));
  if (buttons !== undefined && accepts(theme, kind, parent.type))
    return inserted(parent, placed, buttons);
  for (const [key, block] of Object.entries(blocks)) {
    const changed = behindBuyButtons(theme, "blocks", block, placed);
    if (changed) return { ...parent, blocks: { ...blocks, [key]: { ...block, ...changed } } };
  }
  return null;
}

function inserted(parent: Children, placed: readonly AppBlock[], behind: string | null): Children {
  const { blocks = {} } = parent;
  const order = parent.block_order ?? Object.keys(blocks);
  const at = behind === null ? order.length : order.indexOf(behind) + 1;
  const added = placed.map(({ id, type, settings }) => [id, { type, settings }] as const);
  return {
    blocks: { ...blocks, ...Object.fromEntries(added) },
    block_order: [...order.slice(0, at), ...placed.map(({ id }) => id), ...order.slice(at)],
  };
}

function withSection(template: JsonTemplate, key: string, section: JsonSection): JsonTemplate {
  return { ...template, sections: { ...template.sections, [key]: section } };
}
