import { AppExtension } from "./app-extension.ts";
import { createThemeLiquid } from "./engine.ts";
import type { MoneyOptions } from "./filters/money.ts";
import type { PartRenderer } from "./render-state.ts";
import { withState } from "./render-state.ts";
import type { ThemeResources } from "./settings.ts";
import { FOR_ROUNDS } from "./tags/plain.ts";
import { ThemeFolder } from "./theme-folder.ts";

/** Where an app's theme extension is, and for whom it is rendered. */
export interface ExtensionOptions extends MoneyOptions {
  readonly root: string;
  readonly locale: string;
}

/** An app's theme extension apart from any theme. */
export interface OpenExtension {
  /** A block as it is first placed, with the settings of its schema's defaults. */
  block(handle: string, objects: object): string;
  /** A snippet. @param scope what `render` would give it */
  snippet(name: string, scope: object, objects: object): string;
}

/** What an app's own Liquid may not ask for: it stands in a theme, and is none. */
const none = (): never => {
  throw new Error("an app's block has no sections and no blocks of its own");
};
const NO_PARTS: PartRenderer = {
  staticSection: none,
  sectionGroup: none,
  childBlocks: none,
  staticBlock: none,
  appBlock: none,
};

const nothing = () => null;
const NO_RESOURCES: ThemeResources = {
  product: nothing,
  collection: nothing,
  page: nothing,
  menu: nothing,
  image: nothing,
};

/**
 * Renders an app's blocks and snippets with the Liquid of the storefront, for a preview in the app's admin, and for tests. Assets
 * have no addresses.
 */
export function openExtension({ root, ...options }: ExtensionOptions): OpenExtension {
  const folder = new ThemeFolder(root);
  const liquid = createThemeLiquid({
    ...options,
    folder,
    rootUrl: "/",
    assetUrl: () => "",
    readAsset: (file) => folder.text(`assets/${file}`),
  });
  const extension = new AppExtension(folder, liquid);
  const globalsOf = (objects: object) =>
    withState(objects, {
      parts: NO_PARTS,
      isApp: true,
      page: {
        loopLimit: FOR_ROUNDS,
        layout: false,
        path: "/",
        query: new URLSearchParams(),
        formMessages: new Map(),
      },
    });
  return {
    block: (handle, objects) =>
      extension.content(
        handle,
        { id: "preview", type: handle, settings: {} },
        globalsOf(objects),
        NO_RESOURCES,
      ),
    snippet: (name, scope, objects) =>
      String(liquid.renderFileSync(name, scope, { globals: globalsOf(objects) })),
  };
}
