import type { Collection } from "../state/types.ts";

export interface MenuLink {
  readonly title: string;
  /** Below the root of the language. */
  readonly path: string;
}

/** What menus link to. */
interface ShopContent {
  readonly collections: readonly Collection[];
  /** Titles of pages by handle. */
  readonly pages: ReadonlyMap<string, string>;
}

interface Menu {
  readonly title: string;
  readonly links: (content: ShopContent) => readonly MenuLink[];
}

/** The two menus that every store of Shopify's begins with. */
export const SHOP_MENUS: ReadonlyMap<string, Menu> = new Map<string, Menu>([
  [
    "main-menu",
    {
      title: "Main menu",
      links: ({ collections }) =>
        collections.map(({ title, handle }) => ({ title, path: `collections/${handle}` })),
    },
  ],
  [
    "footer",
    {
      title: "Footer menu",
      links: ({ pages }) => [
        { title: "Search", path: "search" },
        ...[...pages].map(([handle, title]) => ({ title, path: `pages/${handle}` })),
      ],
    },
  ],
]);
