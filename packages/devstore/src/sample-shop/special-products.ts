import type { CatalogueProduct } from "./catalogue.ts";

const SIZES = ["XS", "S", "M", "L", "XL", "XXL"];
const COLORS = ["Red", "Blue", "Green", "White", "Black", "Gold"];
const NUMBERS = Array.from({ length: 10 }, (_one, index) => String(index));

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
  warranty: {
    handle: "warranty",
    title: "Two More Years",
    type: "Warranty",
    collection: "phones",
    motif: "parcel",
    color: "#457b9d",
    options: [],
    description: "Repaired or replaced, for two more years.",
    variants: [{ values: ["Default Title"], price: "49.00" }],
    sellsOn: true,
    isUnlisted: true,
  },
  jersey: {
    handle: "team-jersey",
    title: "Team Jersey",
    type: "Jersey",
    collection: null,
    motif: "parcel",
    color: "#e63946",
    options: ["Size", "Color", "Number"],
    description: "360 variants: every size, color and number.",
    variants: SIZES.flatMap((size) =>
      COLORS.flatMap((color) =>
        NUMBERS.map((number) => ({ values: [size, color, number], price: "39.00", stock: 5 })),
      ),
    ),
  },
  coffee: {
    handle: "office-coffee",
    title: "Office Coffee",
    type: "Coffee",
    collection: "kitchen",
    motif: "parcel",
    color: "#6f4e37",
    options: ["Grind"],
    description: "By the kilo; companies buy it by the half dozen, and pay less for more.",
    variants: ["Beans", "Filter"].map((value) => ({ values: [value], price: "12.00", stock: 900 })),
    business: {
      quantityRule: { min: 6, max: 120, increment: 6 },
      priceBreaks: [
        { minimumQuantity: 24, price: "10.00" },
        { minimumQuantity: 60, price: "9.00" },
      ],
    },
  },
} as const satisfies Readonly<Record<string, CatalogueProduct>>;

export type SpecialProduct = keyof typeof SPECIAL_PRODUCTS;
