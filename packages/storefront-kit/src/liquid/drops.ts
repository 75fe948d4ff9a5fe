import { Drop } from "liquidjs";

/** A list that is read by handle too, as Shopify's `collections`, `pages` and `linklists` are. */
export class HandleList extends Drop {
  readonly #items: () => readonly unknown[];
  readonly #byHandle: (handle: string) => unknown;

  constructor(items: () => readonly unknown[], byHandle: (handle: string) => unknown) {
    super();
    this.#items = items;
    this.#byHandle = byHandle;
  }

  override valueOf(): readonly unknown[] {
    return this.#items();
  }

  get size(): number {
    return this.#items().length;
  }

  get first(): unknown {
    return this.#items()[0];
  }

  get last(): unknown {
    return this.#items().at(-1);
  }

  override liquidMethodMissing(key: string | number): unknown {
    return this.#byHandle(String(key));
  }
}

/** An object that prints as one of its own texts, such as an option value or a template. */
export class PrintedObject extends Drop {
  readonly #text: string;

  constructor(text: string, properties: object) {
    super();
    this.#text = text;
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(properties));
  }

  override valueOf(): string {
    return this.#text;
  }

  override toString(): string {
    return this.#text;
  }

  toJSON(): unknown {
    return this.#text;
  }
}

/** A picture; it prints as its address. */
export class Picture extends Drop {
  readonly media_type = "image";
  readonly id: number;
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly position = 1;
  readonly presentation = { focal_point: "50.0% 50.0%" };
  readonly "attached_to_variant?" = false;

  constructor({ id, src, alt, width, height }: PictureSource) {
    super();
    this.id = id;
    this.src = src;
    this.alt = alt;
    this.width = width;
    this.height = height;
  }

  get aspect_ratio(): number {
    return this.width / this.height;
  }

  get preview_image(): Picture {
    return this;
  }

  override valueOf(): string {
    return this.src;
  }

  override toString(): string {
    return this.src;
  }

  toJSON(): unknown {
    const { id, src, alt, width, height, aspect_ratio, media_type, position } = this;
    return {
      alt,
      id,
      position,
      preview_image: { aspect_ratio, height, width, src },
      aspect_ratio,
      height,
      media_type,
      src,
      width,
    };
  }
}

export interface PictureSource {
  readonly id: number;
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** Address of a picture in a size, which `image_tag` makes an element of. */
export class PictureUrl extends PrintedObject {
  readonly picture: Picture | null;
  readonly width: number | null;
  readonly height: number | null;

  constructor(url: string, picture: Picture | null, width: number | null, height: number | null) {
    super(url, {});
    this.picture = picture;
    this.width = width;
    this.height = height;
  }
}

/**
 * A number that Ruby's Liquid holds as a float, although it is whole: what is divided by it, or is divided
 * itself, keeps its fraction (shopify.dev, Liquid, "divided_by").
 */
export class WholeFloat extends Drop {
  readonly #value: number;

  constructor(value: number) {
    super();
    this.#value = value;
  }

  override valueOf(): number {
    return this.#value;
  }

  toJSON(): unknown {
    return this.#value;
  }
}
