import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import type { ShopState } from "./state/types.ts";

/** The app that the store has installed. */
export interface AppDefinition {
  /** By which Shopify's addresses name it: `/admin/apps/HANDLE`, `shopify://apps/HANDLE/blocks/…`. */
  readonly handle: string;
  /** As the admin shows it. */
  readonly title: string;
  /** The page that the admin opens first, such as `/app`. */
  readonly homePath: string;
  /** Its `shopify.app.toml`: scopes, webhook subscriptions and the app proxy are read from it. */
  readonly toml: string;
}

/** Folders of the app's extensions, each with its `shopify.extension.toml`; what is left out, the app does not have. */
export interface ExtensionFolders {
  /** Theme app extension: `blocks/`, `snippets/`, `locales/` and `assets/`. */
  readonly themeBlocks?: string;
  /** Functions, built to the module that their `build.path` names. */
  readonly functions?: readonly string[];
  /** UI extension of the thank-you and order status pages, built to `dist/extension.js`. */
  readonly checkoutUi?: string;
  /** Post-purchase extension, built to `dist/extension.js`. */
  readonly postPurchase?: string;
  /** Triggers of Shopify Flow. */
  readonly flowTriggers?: readonly string[];
}

/** The shop that a store begins with. */
export interface ShopDefinition {
  /** `NAME.myshopify.com` */
  readonly domain: string;
  readonly name: string;
  /** App blocks and embeds that its theme holds from the start. */
  readonly blocks?: ShopState["blocks"];
  /** Pages of the shop's own: titles by handle. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Links on the customer's account page: addresses below the shop's root, with titles by language; `en` stands for the rest. */
  readonly accountLinks?: readonly AccountLink[];
}

export interface AccountLink {
  readonly path: string;
  readonly titles: Readonly<Record<string, string>> & { readonly en: string };
}

/** What a stand-in store is made of. Paths are relative to `root`. */
export interface DevstoreDefinition {
  /** A folder, as a path or as a `file:` address: `new URL(".", import.meta.url)`. */
  readonly root: string | URL;
  readonly app: AppDefinition;
  readonly extensions: ExtensionFolders;
  /** Shopify's published schemas, as `devstore-schemas` stores them. */
  readonly schemas: string;
  /** A theme in place of the package's plain one. */
  readonly theme?: string;
  readonly shop: ShopDefinition;
}

/** A definition whose paths are absolute, and that says of each part whether it is there. */
export interface DevstoreConfiguration {
  readonly app: AppDefinition;
  readonly extensions: {
    readonly themeBlocks: string | null;
    readonly functions: readonly string[];
    readonly checkoutUi: string | null;
    readonly postPurchase: string | null;
    readonly flowTriggers: readonly string[];
  };
  readonly schemas: string;
  readonly theme: string;
  readonly shop: Required<ShopDefinition>;
}

/** The package's plain theme. */
export const OWN_THEME = ownFolder("../theme");

/** Themes of the package that are made as Shopify's are: what an app reads of a page, and what the page does by itself. */
export const STRUCTURAL_THEMES = {
  dawn: ownFolder("../themes/like-dawn"),
  horizon: ownFolder("../themes/like-horizon"),
} as const;

/**
 * Completes the definition of a stand-in store.
 * @throws {Error} for a handle that cannot be one of Shopify's, and for a domain that is not below `myshopify.com`
 */
export function defineDevstore(definition: DevstoreDefinition): DevstoreConfiguration {
  const { app, extensions, shop } = definition;
  if (!/^[a-z0-9][a-z0-9-]*$/.test(app.handle))
    throw new Error(`"${app.handle}" is not a handle: it takes small letters, digits and hyphens.`);
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop.domain))
    throw new Error(`"${shop.domain}" is not the domain of a shop, such as demo.myshopify.com.`);
  const root =
    definition.root instanceof URL || definition.root.startsWith("file:")
      ? fileURLToPath(definition.root)
      : definition.root;
  const at = (path: string) => resolve(root, path);
  const perhaps = (path: string | undefined) => (path === undefined ? null : at(path));
  return {
    app: { ...app, toml: at(app.toml) },
    extensions: {
      themeBlocks: perhaps(extensions.themeBlocks),
      functions: (extensions.functions ?? []).map(at),
      checkoutUi: perhaps(extensions.checkoutUi),
      postPurchase: perhaps(extensions.postPurchase),
      flowTriggers: (extensions.flowTriggers ?? []).map(at),
    },
    schemas: at(definition.schemas),
    theme: perhaps(definition.theme) ?? OWN_THEME,
    shop: { blocks: {}, pages: {}, accountLinks: [], ...shop },
  };
}

/** A folder of this package: `path` is relative to `src/`, and so to `dist/`. */
export function ownFolder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
