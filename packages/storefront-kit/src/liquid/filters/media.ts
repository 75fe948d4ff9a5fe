import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";

import { attributes, escapeHtml, printed, readArguments } from "../arguments.ts";
import { Picture, PictureUrl } from "../drops.ts";
import { standardEventData } from "./standard-event-data.ts";

export interface AddressOptions {
  /** Address of a file among the theme's assets. */
  readonly assetUrl: (file: string) => string;
  /** Content of a file among the theme's assets; null for one that it lacks. */
  readonly readAsset: (file: string) => string | null;
}

/** Widths of `srcset` where a theme names none (shopify.dev, Liquid, "image_tag"). */
const USUAL_WIDTHS = [352, 832, 1200, 1920];

/** Filters of what the stand-in does not have: themes name them, and come to them for no page of it. */
const LACKING = [
  "video_tag",
  "external_video_tag",
  "external_video_url",
  "model_viewer_tag",
  "avatar",
  "metafield_tag",
];

const numberOrNull = (value: unknown): number | null => Number(toValue(value)) || null;

function pictureOf(given: unknown): Picture | null {
  if (given instanceof Picture) return given;
  if (given instanceof PictureUrl) return given.picture;
  if (typeof given !== "object" || given === null) return null;
  // A product, variant, collection, article or line of the cart stands for its picture.
  for (const name of ["featured_image", "image", "preview_image"]) {
    const inner: unknown = Reflect.get(given, name);
    if (inner instanceof Picture) return inner;
  }
  return null;
}

function sized(url: string, width: number | null): string {
  if (width === null) return url;
  const [path = "", query = ""] = url.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("width", String(width));
  parameters.delete("height");
  return `${path}?${parameters.toString()}`;
}

function imageUrl(given: unknown, ...rest: unknown[]): PictureUrl | string {
  const { named } = readArguments(rest);
  const picture = pictureOf(given);
  const source = picture?.src ?? (typeof given === "string" ? given : printed(given));
  if (source === "") return "";
  const [width, height] = [numberOrNull(named.get("width")), numberOrNull(named.get("height"))];
  const parameters = new URLSearchParams();
  for (const [name, value] of named) parameters.set(name, printed(value));
  const query = parameters.toString();
  return new PictureUrl(query ? `${source}?${query}` : source, picture, width, height);
}

function imageTag(given: unknown, ...rest: unknown[]): string {
  const url = printed(given);
  if (url === "") return "";
  const { named } = readArguments(rest);
  const { picture, width, height } =
    given instanceof PictureUrl ? given : { picture: null, width: null, height: null };
  const ratio = picture?.aspect_ratio ?? 1;
  const shownWidth = width ?? (height === null ? (picture?.width ?? null) : height * ratio);
  const widths = named.has("widths")
    ? printed(named.get("widths")).split(",").map(Number)
    : USUAL_WIDTHS.filter((one) => one < (shownWidth ?? 0));
  const most = picture?.width ?? Number.POSITIVE_INFINITY;
  const choices = widths
    .filter((one) => one > 0 && one <= most)
    .map((one) => `${sized(url, one)} ${one}w`);
  const usual: [string, unknown][] = [
    ["src", url],
    ["alt", picture?.alt ?? ""],
    ["srcset", choices.length > 0 ? choices.join(", ") : null],
    ["width", shownWidth],
    ["height", shownWidth === null ? null : Math.round(shownWidth / ratio)],
  ];
  const all = new Map(usual);
  for (const [name, value] of named) {
    if (name === "widths" || name === "preload") continue;
    all.set(name, toValue(value));
  }
  return `<img${attributes(all)}>`;
}

/** The filters that make addresses, and elements of them. */
export function registerMediaFilters(
  liquid: Liquid,
  { assetUrl, readAsset }: AddressOptions,
): void {
  liquid.registerFilter("asset_url", (file: unknown) => assetUrl(printed(file)));
  liquid.registerFilter("shopify_asset_url", (file: unknown) => `/cdn/shopify/${printed(file)}`);
  liquid.registerFilter("inline_asset_content", (file: unknown) => {
    const content = readAsset(printed(file));
    if (content === null) throw new Error(`the theme has no asset "${printed(file)}"`);
    return content;
  });
  liquid.registerFilter("stylesheet_tag", (href: unknown, ...rest: unknown[]) => {
    const { named } = readArguments(rest);
    const media = named.get("media") ?? "all";
    return `<link${attributes([
      ["href", href],
      ["rel", "stylesheet"],
      ["type", "text/css"],
      ["media", media],
    ])}>`;
  });
  liquid.registerFilter(
    "script_tag",
    (source: unknown) => `<script src="${escapeHtml(printed(source))}"></script>`,
  );
  liquid.registerFilter("preload_tag", (href: unknown, ...rest: unknown[]) => {
    const { named } = readArguments(rest);
    if (!named.has("as")) throw new Error("preload_tag needs `as`");
    return `<link${attributes([["href", href], ["rel", "preload"], ...named])}>`;
  });
  liquid.registerFilter("link_to", (text: unknown, href: unknown, ...rest: unknown[]) => {
    const { named } = readArguments(rest);
    return `<a${attributes([["href", href], ...named])}>${printed(text)}</a>`;
  });
  liquid.registerFilter("image_url", imageUrl);
  liquid.registerFilter("image_tag", imageTag);
  // The stand-in's products have pictures alone, no videos and no models.
  liquid.registerFilter("media_tag", (media: unknown, ...rest: unknown[]) => {
    const picture = pictureOf(media);
    if (!picture) throw new Error("media_tag: the stand-in has pictures only");
    return imageTag(imageUrl(picture), ...rest);
  });
  for (const name of LACKING) {
    liquid.registerFilter(name, (given: unknown) => {
      if (printed(given) === "") return "";
      throw new Error(`${name}: the stand-in has no videos, models, avatars and references`);
    });
  }
  liquid.registerFilter("standard_event_data", standardEventData);
}
