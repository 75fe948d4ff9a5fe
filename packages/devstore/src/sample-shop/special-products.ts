import type { CatalogueProduct } from "./catalogue.ts";

/** Products that not every shop has, and that apps get wrong: they are put into a shop on demand, one by one. */
export const SPECIAL_PRODUCTS = {
  "gift-card": {
    handle: "gift-card",
    title: "Gift Card",
    type: "Gift card",
    collection: null,
    motif: "parcel",
    color: "#9d4edd",
    options: ["Denominations"],
    description: "For who knows best what they like.",
    variants: ["25", "50", "100"].map((value) => ({ values: [`€${value}`], price: `${value}.00` })),
    isGiftCard: true,
  },
} as const satisfies Readonly<Record<string, CatalogueProduct>>;

export type SpecialProduct = keyof typeof SPECIAL_PRODUCTS;
