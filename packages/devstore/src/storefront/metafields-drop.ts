import { Drop } from "liquidjs";
import type { Context } from "liquidjs";
import { isAppRendering } from "@tandem/storefront-kit/liquid";

import type { liquidMetafields } from "./liquid-metafields.ts";

/** What the namespaces begin with that are an app's own: its blocks alone read them (shopify.dev, "App-owned metafields"). */
const APP_OWNED = "$app";

/** Metafields of a resource by namespace, read when a template asks for them. */
export class MetafieldsDrop extends Drop {
  readonly #read: () => ReturnType<typeof liquidMetafields>;

  constructor(read: () => ReturnType<typeof liquidMetafields>) {
    super();
    this.#read = read;
  }

  override liquidMethodMissing(key: string | number, context: Context): unknown {
    const namespace = String(key);
    if (namespace.startsWith(APP_OWNED) && !isAppRendering(context)) return undefined;
    return this.#read()[namespace];
  }
}
