import { createHash } from "node:crypto";

import type { JsonBlock, JsonObject, JsonSection } from "./theme-folder.ts";

/** A section where it stands. */
export interface SectionInstance {
  /** As pages and the Section Rendering API name it. */
  readonly id: string;
  readonly type: string;
  readonly settings: JsonObject;
  readonly blocks: readonly BlockInstance[];
  /** Place among the sections of its template or group, from 1; null for one that is rendered by itself. */
  readonly index: number | null;
  /** `template`, `static`, or the type of its group. */
  readonly location: string;
  /** Class of its wrapper beside the usual ones. */
  readonly groupClass?: string;
}

/** A block where it stands, with those inside of it. */
export interface BlockInstance {
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly settings: JsonObject;
  readonly isStatic: boolean;
  readonly blocks: readonly BlockInstance[];
}

/** What app blocks are named by in a theme's JSON (shopify.dev, "App blocks for themes"). */
const APP_BLOCK = /^shopify:\/\/apps\/([^/]+)\/blocks\/([^/]+)\/[^/]+$/;

/** Handle of the app's block that a type names; null for a block of the theme. */
export function appBlockHandle(type: string): string | null {
  return APP_BLOCK.exec(type)?.[2] ?? null;
}

/**
 * Number by which ids of sections name their template or group. Shopify's are those of a database; here they
 * come of the name, so that they stay the same.
 */
export function templateNumber(name: string): string {
  const hash = createHash("sha256").update(name).digest().readUInt32BE(0);
  return String(24_000_000_000_000 + hash);
}

/** The section of a template's or a group's JSON. */
export function sectionInstance(
  id: string,
  json: JsonSection,
  place: Pick<SectionInstance, "index" | "location" | "groupClass">,
): SectionInstance {
  const { type, settings = {} } = json;
  return { id, type, settings, blocks: blockInstances(json, id), ...place };
}

function blockInstances(json: JsonBlock, parentId: string): BlockInstance[] {
  const blocks = json.blocks ?? {};
  const statics = Object.keys(blocks).filter((key) => blocks[key]?.static === true);
  const order = json.block_order ?? Object.keys(blocks);
  return [...new Set([...order, ...statics])].flatMap((key) => {
    const block = blocks[key];
    if (!block || block.disabled === true) return [];
    return [blockInstance(key, block, parentId)];
  });
}

/** A block with an id that no other of the page has, as Shopify's have one. */
export function blockInstance(key: string, json: JsonBlock, parentId: string): BlockInstance {
  const hash = createHash("sha256").update(`${parentId} ${key}`).digest("base64url");
  const isApp = appBlockHandle(json.type) !== null;
  const id = isApp ? key : `A${hash.replace(/[-_]/g, "x").slice(0, 16)}__${key}`;
  return {
    key,
    id,
    type: json.type,
    settings: json.settings ?? {},
    isStatic: json.static === true,
    blocks: blockInstances(json, id),
  };
}
