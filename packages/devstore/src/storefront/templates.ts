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
  shop: ShopState,
  app: string,
): { filename: string; content: string }[] {
  return THEME_TEMPLATES.map((template) => ({
    filename: `templates/${template}.json`,
    content: JSON.stringify({
      sections: { main: { type: `main-${template}`, ...placed(shop.blocks[template] ?? [], app) } },
      order: ["main"],
    }),
  }));
}

function placed(blocks: readonly PlacedBlock[], app: string) {
  return {
    blocks: Object.fromEntries(
      blocks.map((block) => [
        block.id,
        { type: blockType(app, block.handle), settings: block.settings },
      ]),
    ),
    block_order: blocks.map((block) => block.id),
  };
}
