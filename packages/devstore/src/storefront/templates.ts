import { composedTemplate } from "@tandem/storefront-kit/liquid";
import type { AppBlock, ThemeFolder } from "@tandem/storefront-kit/liquid";

import type { PlacedBlock, ShopState, ThemeTemplate } from "../state/types.ts";

/** Stand-in for the id that Shopify gives a theme app extension on deployment. */
const EXTENSION_UUID = "00000000-0000-4000-8000-000000000001";

/** The type by which a theme's JSON template names an app block (shopify.dev, "App blocks for themes"). */
export function blockType(app: string, handle: string): string {
  return `shopify://apps/${app}/blocks/${handle}/${EXTENSION_UUID}`;
}

const THEME_TEMPLATES: readonly ThemeTemplate[] = ["product", "cart", "page"];

/** The JSON templates of the theme that can hold app blocks, with those that were placed. */
export function themeTemplates(
  folder: ThemeFolder,
  shop: ShopState,
  app: string,
): { filename: string; content: string }[] {
  return THEME_TEMPLATES.flatMap((template) => {
    const composed = composedTemplate(
      folder,
      template,
      appBlocks(shop.blocks[template] ?? [], app),
    );
    if (!composed) return [];
    return [{ filename: `templates/${template}.json`, content: JSON.stringify(composed) }];
  });
}

/** Blocks that the merchant placed, as a theme's JSON names them. */
export function appBlocks(placed: readonly PlacedBlock[], app: string): AppBlock[] {
  return placed.map(({ id, handle, settings }) => ({ id, type: blockType(app, handle), settings }));
}

/** The theme's name, as its settings tell it (shopify.dev, "settings_schema.json", "theme_info"). */
export function themeName(folder: ThemeFolder): string {
  const groups = (folder.json("config/settings_schema.json") ?? []) as {
    name?: string;
    theme_name?: string;
  }[];
  return groups.find((group) => group.name === "theme_info")?.theme_name ?? "Theme";
}
