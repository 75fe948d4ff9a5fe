import { cpSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { OWN_THEME, STRUCTURAL_THEMES } from "@tandem/devstore";

/** Folder of the theme that the tests of this process are about, where it is not the stand-in's own. */
export const THEME = process.env["THEME_DIR"];

/** The themes in which the main path is walked, by name. A run about one theme has that alone. */
export function mainPathThemes(): [name: string, folder: string][] {
  if (THEME) return [[basename(THEME), THEME]];
  const isFull = process.env["TANDEM_TEST_DATABASES"] === "both";
  return [
    ["Dawn", STRUCTURAL_THEMES.dawn],
    ["Horizon", STRUCTURAL_THEMES.horizon],
    ...(isFull
      ? ([
          ["Dawn with its notification", dawnWithNotification()],
          ["the stand-in's own", OWN_THEME],
        ] satisfies [string, string][])
      : []),
  ];
}

/** The theme like Dawn as a merchant has it who chose the notification, which is Dawn's default. */
function dawnWithNotification(): string {
  const folder = resolve(".cache/themes/like-dawn-with-notification");
  cpSync(STRUCTURAL_THEMES.dawn, folder, { recursive: true });
  const settings = { current: { cart_type: "notification" } };
  writeFileSync(join(folder, "config/settings_data.json"), JSON.stringify(settings));
  return folder;
}
