import { Drop } from "liquidjs";

/** A font of Shopify's library, named as settings name it: `assistant_n4` is Assistant, normal, 400. */
export class Font extends Drop {
  readonly handle: string;
  readonly family: string;
  readonly style: "normal" | "italic" | "oblique";
  readonly weight: string;
  readonly fallback_families: string;
  readonly "system?": boolean;
  readonly baseline_ratio = 0.133;

  constructor(handle: string, style: Font["style"], weight: number) {
    super();
    this.handle = handle;
    this.style = style;
    this.weight = String(weight);
    this.family = handle.replaceAll("_", " ").replace(/\b\w/g, (letter) => letter.toUpperCase());
    this.fallback_families = /mono|courier/.test(handle)
      ? "monospace"
      : /serif|times|garamond|lora|playfair/.test(handle) && !handle.includes("sans")
        ? "serif"
        : "sans-serif";
    this["system?"] = SYSTEM_FONTS.has(handle);
  }

  /** Where the stand-in serves it. */
  get url(): string {
    return `/cdn/fonts/${this.handle}_${this.style[0]}${Number(this.weight) / 100}.woff2`;
  }

  override valueOf(): string {
    return `${this.handle}_${this.style[0]}${Number(this.weight) / 100}`;
  }

  override toString(): string {
    return this.valueOf();
  }
}

const SYSTEM_FONTS = new Set([
  "mono",
  "sans-serif",
  "serif",
  "system_ui",
  "helvetica",
  "arial",
  "courier_new",
  "garamond",
  "lucida_grande",
  "monaco",
  "palatino",
  "tahoma",
  "times_new_roman",
  "trebuchet_ms",
  "verdana",
]);

/** @throws for a text that names no font */
export function readFont(text: string): Font {
  const [, handle, style, weight] = /^(.+)_([nio])([1-9])$/.exec(text) ?? [];
  if (handle === undefined) throw new Error(`"${text}" is not the name of a font`);
  const styles = { n: "normal", i: "italic", o: "oblique" } as const;
  return new Font(handle, styles[style as "n" | "i" | "o"], Number(weight) * 100);
}

/** The font in another style or weight, as the filter `font_modify` makes it; null for one that it cannot make. */
export function modifyFont(font: Font, property: string, value: string): Font | null {
  if (property === "style") {
    if (value !== "normal" && value !== "italic" && value !== "oblique") return null;
    return new Font(font.handle, value, Number(font.weight));
  }
  if (property !== "weight") return null;
  const now = Number(font.weight);
  const steps = /^[+-]\d+$/.test(value) ? now + Number(value) : null;
  const named = value === "bold" ? 700 : value === "normal" ? 400 : null;
  const relative = value === "bolder" ? bolder(now) : value === "lighter" ? lighter(now) : null;
  const weight = steps ?? named ?? relative ?? Number(value);
  return weight >= 100 && weight <= 900 ? new Font(font.handle, font.style, weight) : null;
}

const bolder = (weight: number) => (weight < 400 ? 400 : weight < 600 ? 700 : 900);
const lighter = (weight: number) => (weight < 600 ? 100 : weight < 800 ? 400 : 700);
