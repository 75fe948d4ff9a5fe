import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { parse } from "smol-toml";
import { COMPONENTS } from "@tandem/devstore/post-purchase";
import { describe, expect, test } from "vitest";

import { withTotal, wordsFor } from "../../extensions/post-purchase/src/words.ts";
import { costOf } from "../../extensions/post-purchase/src/cost.ts";

const ROOT = "extensions/post-purchase";
/** Shopify waits for an answer for a moment only: what has to be fetched first is kept small. */
const BUNDLE_LIMIT_BYTES = 16 * 1_024;
const LANGUAGES = ["en", "de", "fr", "es", "ja"];

interface Extension {
  extensions: {
    type: string;
    handle: string;
    metafields: { namespace: string; key: string }[];
  }[];
}

const sources = readdirSync(join(ROOT, "src")).map((file) =>
  readFileSync(join(ROOT, "src", file), "utf8"),
);
const words = (language: string) =>
  JSON.parse(readFileSync(join(ROOT, "locales", `${language}.json`), "utf8")) as Record<
    string,
    string
  >;

describe("the post-purchase extension", () => {
  test("is of Shopify's type, and asks for where the app is", () => {
    const { extensions } = parse(
      readFileSync(join(ROOT, "shopify.extension.toml"), "utf8"),
    ) as unknown as Extension;
    expect(extensions).toMatchObject([
      {
        type: "checkout_post_purchase",
        metafields: [{ namespace: "$app:tandem", key: "after_purchase" }],
      },
    ]);
  });

  test("serves both of Shopify's extension points, and is small", () => {
    const bundle = readFileSync(join(ROOT, "dist", "extension.js"));
    for (const point of ["ShouldRender", "Render"])
      expect(bundle.toString()).toContain(`Checkout::PostPurchase::${point}`);
    expect(gzipSync(bundle).length).toBeLessThan(BUNDLE_LIMIT_BYTES);
  });

  test("uses components of the package's only, and the stand-in has them all", () => {
    const known = readdirSync(
      "node_modules/@shopify/post-purchase-ui-extensions/build/ts/components",
    );
    const imports = sources
      .map((source) =>
        /import \{([^}]*)\} from "@shopify\/post-purchase-ui-extensions"/.exec(source),
      )
      .flatMap((found) => found?.[1]?.split(",") ?? [])
      .map((name) => name.trim().split(" as ")[0]!)
      .filter((name) => /^[A-Z]/.test(name));
    expect(imports.length).toBeGreaterThan(0);
    for (const name of imports) {
      expect(known).toContain(name);
      expect(COMPONENTS).toContain(name);
    }
  });

  test.each(LANGUAGES)("speaks %s with the same words, and says the total", (language) => {
    expect(Object.keys(words(language))).toEqual(Object.keys(words("en")));
    expect(Object.values(words(language)).every((text) => text.trim() !== "")).toBe(true);
    const spoken = wordsFor(`${language}-XX`);
    expect(spoken).toEqual(words(language));
    expect(withTotal(spoken.accept, "€5")).toContain("€5");
  });

  test("speaks English where it does not speak the buyer's language", () => {
    expect(wordsFor("pt-BR")).toEqual(words("en"));
  });

  test("shows Shopify's figures, taxes and shipping summed to the cent", () => {
    const money = (amount: string) => ({
      presentmentMoney: { amount, currencyCode: "EUR" },
    });
    const line = (priceSet: string, totalPriceSet: string) => ({
      variantId: 7,
      quantity: 1,
      priceSet: money(priceSet),
      totalPriceSet: money(totalPriceSet),
    });
    const purchase = {
      addedTaxLines: [{ priceSet: money("0.10") }, { priceSet: money("0.20") }],
      addedShippingLines: [],
      updatedLineItems: [line("24.90", "22.41")],
      totalOutstandingSet: money("22.71"),
    };
    expect(costOf(purchase, 7, "en")).toEqual({
      price: "€22.41",
      listPrice: "€24.90",
      taxes: "€0.30",
      shipping: null,
      total: "€22.71",
    });
    expect(
      costOf({ ...purchase, updatedLineItems: [line("5.00", "5.00")] }, 7, "en"),
    ).toMatchObject({ price: "€5.00", listPrice: null });
    expect(costOf(purchase, 8, "en")).toBeNull();
  });
});
