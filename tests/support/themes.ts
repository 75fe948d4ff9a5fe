import { basename } from "node:path";

import { OWN_THEME, STRUCTURAL_THEMES } from "@tandem/devstore";

/** Folder of the theme that the tests of this process are about, where it is not the stand-in's own. */
export const THEME = process.env["THEME_DIR"];

/** The themes in which the main path is walked, by name. A run about one theme has that alone. */
export function mainPathThemes(): [name: string, folder: string][] {
  if (THEME) return [[basename(THEME), THEME]];
  return [
    ["Dawn", STRUCTURAL_THEMES.dawn],
    ["Horizon", STRUCTURAL_THEMES.horizon],
    ...(process.env["TANDEM_TEST_DATABASES"] === "both"
      ? [["the stand-in's own", OWN_THEME] satisfies [string, string]]
      : []),
  ];
}
