import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { onTestFinished } from "vitest";

import { AppExtension } from "../src/liquid/app-extension.ts";
import { createThemeLiquid } from "../src/liquid/engine.ts";
import { ThemeRendering } from "../src/liquid/render-theme.ts";
import type { ThemePage } from "../src/liquid/render-theme.ts";
import { openTheme, ThemeFolder } from "../src/liquid/theme-folder.ts";

/** Files by their paths. */
export type Files = Readonly<Record<string, string | object>>;

/** A theme of few files, which is gone when the test ends. The layout has what every theme's has. */
export function writeTheme(files: Files): ThemeFolder {
  return openTheme(
    write({
      "layout/theme.liquid":
        "<html><head>{{ content_for_header }}</head><body>{{ content_for_layout }}</body></html>",
      ...files,
    }),
  );
}

/** A theme extension of an app. */
export function writeExtension(files: Files): ThemeFolder {
  return new ThemeFolder(write(files));
}

function write(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), "theme-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(
      join(root, path),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  }
  return root;
}

/** Engine of a folder, in English and euros. */
export function engineOf(folder: ThemeFolder, locale = "en") {
  return createThemeLiquid({
    folder,
    locale,
    rootUrl: "/",
    moneyFormat: "€{{amount}}",
    currencyCode: "EUR",
    assetUrl: (file) => `/assets/${file}`,
    readAsset: (file) => folder.text(`assets/${file}`),
  });
}

/** A page of a theme. */
export function show(
  folder: ThemeFolder,
  page: Partial<ThemePage> = {},
  extension: ThemeFolder | null = null,
): ThemeRendering {
  const none = () => null;
  return new ThemeRendering(
    {
      folder,
      liquid: engineOf(folder),
      app: extension && new AppExtension(extension, engineOf(extension)),
    },
    {
      template: "index",
      objects: { routes: { root_url: "/" } },
      resources: { product: none, collection: none, page: none, menu: none, image: none },
      path: "/",
      query: new URLSearchParams(),
      header: "",
      placedBlocks: [],
      embeds: [],
      ...page,
    },
  );
}

/** What Liquid renders to, in a theme with nothing else. */
export function render(source: string, objects: object = {}, files: Files = {}): string {
  const folder = writeTheme({ ...files, "templates/index.liquid": `{% layout none %}${source}` });
  return show(folder, { objects: { routes: { root_url: "/" }, ...objects } }).page();
}
