import { cpSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { OWN_THEME, STRUCTURAL_THEMES } from "@tandem/devstore";

import { DESKTOP, PHONE } from "./browser.ts";

/** Folder of the theme that the tests of this process are about, where it is not the stand-in's own. */
export const THEME = process.env["THEME_DIR"];

/** A theme, and how wide it is looked at. */
interface ThemeAtWidth {
  readonly name: string;
  readonly folder: string;
  readonly width: keyof typeof WIDTHS;
}

const WIDTHS = { desktop: DESKTOP, phone: PHONE };

/**
 * Where the main path is walked: in a whole run, and in a run about one theme, at both widths; else in each of two themes at one.
 */
export function mainPathThemes(): (ThemeAtWidth & { viewport: typeof DESKTOP })[] {
  const isFull = process.env["TANDEM_TEST_DATABASES"] === "both";
  const atBoth = (name: string, folder: string): ThemeAtWidth[] => [
    { name, folder, width: "desktop" },
    { name, folder, width: "phone" },
  ];
  const chosen: ThemeAtWidth[] = THEME
    ? atBoth(basename(THEME), THEME)
    : isFull
      ? [
          ...atBoth("Dawn", STRUCTURAL_THEMES.dawn),
          ...atBoth("Horizon", STRUCTURAL_THEMES.horizon),
          ...atBoth("Dawn with its notification", dawnWithNotification()),
          ...atBoth("the stand-in's own", OWN_THEME),
        ]
      : [
          { name: "Dawn", folder: STRUCTURAL_THEMES.dawn, width: "phone" },
          { name: "Horizon", folder: STRUCTURAL_THEMES.horizon, width: "desktop" },
        ];
  return chosen.map((one) => ({ ...one, viewport: WIDTHS[one.width] }));
}

/** The theme like Dawn as a merchant has it who chose the notification, which is Dawn's default. Each worker has its own. */
export function dawnWithNotification(): string {
  const worker = process.env["VITEST_POOL_ID"] ?? "0";
  const folder = resolve(`.cache/themes/like-dawn-with-notification-${worker}`);
  cpSync(STRUCTURAL_THEMES.dawn, folder, { recursive: true });
  const settings = { current: { cart_type: "notification" } };
  writeFileSync(join(folder, "config/settings_data.json"), JSON.stringify(settings));
  return folder;
}
