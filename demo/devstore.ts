import { defineDevstore } from "@tandem/devstore";

export const SHOP_DOMAIN = "tandem-demo.myshopify.com";

/** The stand-in store with Tandem installed: what the demo runs, and what tests start. */
export default defineDevstore({
  root: new URL("..", import.meta.url),
  app: { handle: "tandem", title: "Tandem", homePath: "/app", toml: "shopify.app.toml" },
  extensions: {
    themeBlocks: "extensions/theme-blocks",
    functions: ["extensions/pricing", "extensions/bundle-lines"],
    checkoutUi: "extensions/after-purchase",
    postPurchase: "extensions/post-purchase",
    flowTriggers: [
      "extensions/flow-follow-up-due",
      "extensions/flow-offer-accepted",
      "extensions/flow-pulse-answered",
    ],
  },
  schemas: ".cache/schemas",
  shop: {
    domain: SHOP_DOMAIN,
    name: "Fjord & Fizz",
    blocks: {
      product: [{ id: "tandem-product-offer", handle: "product-offer", settings: {} }],
    },
    pages: { "build-a-box": "Build your box", loyalty: "Loyalty" },
    accountLinks: [
      {
        path: "apps/tandem/loyalty",
        titles: {
          en: "Your points",
          de: "Ihre Punkte",
          fr: "Vos points",
          es: "Tus puntos",
          ja: "ポイント",
        },
      },
    ],
  },
});
