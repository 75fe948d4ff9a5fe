import { join } from "node:path";

import { Liquid } from "liquidjs";

import { registerColorFilters } from "./filters/colors.ts";
import { registerCommerceFilters } from "./filters/commerce.ts";
import { registerMediaFilters } from "./filters/media.ts";
import type { AddressOptions } from "./filters/media.ts";
import { registerMoneyFilters } from "./filters/money.ts";
import type { MoneyOptions } from "./filters/money.ts";
import { registerNumberFilters } from "./filters/numbers.ts";
import { registerTextFilters } from "./filters/texts.ts";
import { SNIPPET_FILES } from "./source-files.ts";
import { FormTag } from "./tags/form.ts";
import { PaginateTag } from "./tags/paginate.ts";
import { registerSectionTags } from "./tags/sections.ts";
import { LayoutTag, LimitedForTag, SkippedTag, StyleTag } from "./tags/plain.ts";
import type { ThemeFolder } from "./theme-folder.ts";
import { registerTranslations } from "./translate.ts";

export interface EngineOptions extends MoneyOptions, AddressOptions {
  readonly folder: ThemeFolder;
  readonly locale: string;
  /** Where addresses of the language begin: `/` or `/de/`. */
  readonly rootUrl: string;
}

/**
 * Liquid as Shopify's storefront speaks it, for a folder with `snippets` and `locales`: a theme's or an app's. A tag
 * or filter that is not here is an error that names it and the file.
 */
export function createThemeLiquid(options: EngineOptions): Liquid {
  const snippets = join(options.folder.root, "snippets");
  const liquid = new Liquid({
    root: [snippets],
    partials: [snippets],
    layouts: [],
    fs: SNIPPET_FILES,
    extname: ".liquid",
    cache: true,
    strictFilters: true,
    ownPropertyOnly: true,
  });
  for (const name of ["schema", "doc", "stylesheet", "javascript"])
    liquid.registerTag(name, SkippedTag);
  liquid.registerTag("style", StyleTag);
  liquid.registerTag("layout", LayoutTag);
  liquid.registerTag("for", LimitedForTag);
  liquid.registerTag("form", FormTag);
  liquid.registerTag("paginate", PaginateTag);
  registerSectionTags(liquid);
  registerNumberFilters(liquid);
  registerMoneyFilters(liquid, options);
  registerTextFilters(liquid, options.locale);
  registerMediaFilters(liquid, options);
  registerColorFilters(liquid);
  registerCommerceFilters(liquid);
  registerTranslations(liquid, options.folder, options.locale);
  return liquid;
}
