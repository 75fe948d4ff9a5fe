import { Drop } from "liquidjs";

/** A color as Shopify's `color` object; it prints as CSS. Channels are 0 to 255, alpha is 0 to 1. */
export class Color extends Drop {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;

  constructor(red: number, green: number, blue: number, alpha = 1) {
    super();
    const channel = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
    this.red = channel(red);
    this.green = channel(green);
    this.blue = channel(blue);
    this.alpha = Math.min(1, Math.max(0, alpha));
  }

  get rgb(): string {
    return `${this.red} ${this.green} ${this.blue}`;
  }

  get rgba(): string {
    return `${this.rgb} / ${this.alpha}`;
  }

  get hue(): number {
    return this.#hsl[0];
  }

  get saturation(): number {
    return this.#hsl[1];
  }

  get lightness(): number {
    return this.#hsl[2];
  }

  /** Hue in degrees, saturation and lightness in percent. */
  get #hsl(): readonly [number, number, number] {
    const [r, g, b] = [this.red / 255, this.green / 255, this.blue / 255];
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
    const lightness = (most + least) / 2;
    const span = most - least;
    if (span === 0) return [0, 0, lightness * 100];
    const saturation = span / (1 - Math.abs(2 * lightness - 1));
    const sixth =
      most === r ? ((g - b) / span) % 6 : most === g ? (b - r) / span + 2 : (r - g) / span + 4;
    return [(sixth * 60 + 360) % 360, saturation * 100, lightness * 100];
  }

  /** The same with another hue (degrees), saturation or lightness (percent). */
  withHsl(change: { hue?: number; saturation?: number; lightness?: number }): Color {
    const hue = change.hue ?? this.hue;
    const saturation = percent(change.saturation ?? this.saturation) / 100;
    const lightness = percent(change.lightness ?? this.lightness) / 100;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    const channel = (offset: number) => {
      const twelfth = (offset + hue / 30) % 12;
      return 255 * (lightness - reach * Math.max(-1, Math.min(twelfth - 3, 9 - twelfth, 1)));
    };
    return new Color(channel(0), channel(8), channel(4), this.alpha);
  }

  get hex(): string {
    const pair = (value: number) => value.toString(16).padStart(2, "0");
    return `#${pair(this.red)}${pair(this.green)}${pair(this.blue)}`;
  }

  override valueOf(): string {
    const { red, green, blue, alpha } = this;
    return alpha === 1 ? this.hex : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  }

  override toString(): string {
    return this.valueOf();
  }

  toJSON(): unknown {
    return this.valueOf();
  }
}

const percent = (value: number) => Math.min(100, Math.max(0, value));

/** Reads `#abc`, `#aabbcc`, `#aabbccdd`, `rgb(…)` and `rgba(…)`; null for anything else. */
export function readColor(text: string): Color | null {
  const trimmed = text.trim();
  const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.exec(trimmed)?.[1];
  if (hex !== undefined) {
    const long = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const channel = (at: number) => Number.parseInt(long.slice(at, at + 2), 16);
    const alpha = long.length === 8 ? Math.round((channel(6) / 255) * 100) / 100 : 1;
    return new Color(channel(0), channel(2), channel(4), alpha);
  }
  const inside = /^rgba?\(([^)]*)\)$/i.exec(trimmed)?.[1];
  if (inside === undefined) return null;
  const numbers = inside.split(/[\s,/]+/).filter(Boolean);
  const [red = NaN, green = NaN, blue = NaN, alpha = 1] = numbers.map((one) =>
    one.endsWith("%") ? Number(one.slice(0, -1)) / 100 : Number(one),
  );
  if ([red, green, blue, alpha].some(Number.isNaN)) return null;
  return new Color(red, green, blue, alpha);
}
