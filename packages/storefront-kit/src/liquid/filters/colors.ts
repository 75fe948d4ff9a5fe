import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";

import { Color, readColor } from "../color.ts";
import { printed } from "../arguments.ts";
import { Font, modifyFont } from "../fonts.ts";

const asColor = (given: unknown): Color | null =>
  given instanceof Color ? given : readColor(printed(given));
const asNumber = (given: unknown): number => Number(toValue(given)) || 0;

/** Perceived brightness from 0 to 255, after the W3C's formula (shopify.dev, Liquid, "color_brightness"). */
const brightness = (color: Color) =>
  Math.round(((color.red * 299 + color.green * 587 + color.blue * 114) / 1000) * 100) / 100;

function luminance({ red, green, blue }: Color): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two colors, from 1 to 21. */
function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return Math.round(((light + 0.05) / (dark + 0.05)) * 10) / 10;
}

/** The filters of colors and of fonts. */
export function registerColorFilters(liquid: Liquid): void {
  /** What is no color stays what it is. */
  const change = (name: string, by: (color: Color, amount: number) => Color) =>
    liquid.registerFilter(name, (given: unknown, amount: unknown) => {
      const color = asColor(given);
      return color ? by(color, asNumber(amount)) : given;
    });
  change("color_lighten", (color, by) => color.withHsl({ lightness: color.lightness + by }));
  change("color_darken", (color, by) => color.withHsl({ lightness: color.lightness - by }));
  change("color_saturate", (color, by) => color.withHsl({ saturation: color.saturation + by }));
  change("color_desaturate", (color, by) => color.withHsl({ saturation: color.saturation - by }));
  liquid.registerFilter("color_to_hex", (given: unknown) => asColor(given)?.hex ?? "");
  liquid.registerFilter("color_to_rgb", (given: unknown) => {
    const color = asColor(given);
    if (!color) return "";
    const { red, green, blue, alpha } = color;
    return alpha === 1 ? `rgb(${red}, ${green}, ${blue})` : color.toString();
  });
  liquid.registerFilter("color_brightness", (given: unknown) => {
    const color = asColor(given);
    return color ? brightness(color) : 0;
  });
  liquid.registerFilter("color_contrast", (given: unknown, other: unknown) => {
    const [one, two] = [asColor(given), asColor(other)];
    return one && two ? contrast(one, two) : null;
  });
  liquid.registerFilter("color_modify", (given: unknown, property: string, value: unknown) => {
    const color = asColor(given);
    if (!color) return given;
    const { red, green, blue, alpha } = color;
    const amount = asNumber(value);
    switch (property) {
      case "red":
        return new Color(amount, green, blue, alpha);
      case "green":
        return new Color(red, amount, blue, alpha);
      case "blue":
        return new Color(red, green, amount, alpha);
      case "alpha":
        return new Color(red, green, blue, amount);
      case "hue":
      case "saturation":
      case "lightness":
        return color.withHsl({ [property]: amount });
      default:
        throw new Error(`color_modify has no property "${property}"`);
    }
  });
  liquid.registerFilter("font_modify", (given: unknown, property: string, value: unknown) =>
    given instanceof Font ? modifyFont(given, property, printed(value)) : null,
  );
  liquid.registerFilter("font_url", (given: unknown) => (given instanceof Font ? given.url : ""));
  // The stand-in has no fonts of Shopify's: a browser that has one of this name shows it.
  liquid.registerFilter("font_face", (given: unknown, ...pairs: [string, unknown][]) => {
    if (!(given instanceof Font) || given["system?"]) return "";
    const display = new Map(pairs).get("font_display");
    return `@font-face {
  font-family: "${given.family}";
  font-weight: ${given.weight};
  font-style: ${given.style};${display ? `\n  font-display: ${printed(display)};` : ""}
  src: local("${given.family}");
}`;
  });
}
