import type { QuantityRule } from "../state/types.ts";

/** The demo shop's catalogue, written for offers to make sense in: phones, furniture and a burger kitchen. */

export interface CatalogueVariant {
  values: string[];
  price: string;
  cost?: string;
  stock?: number;
}

export interface CatalogueProduct {
  handle: string;
  title: string;
  type: string;
  /** Null for what stands in none. */
  collection: "phones" | "living" | "kitchen" | null;
  description: string;
  motif: string;
  color: string;
  options: string[];
  variants: CatalogueVariant[];
  /** Goes on selling when out of stock. */
  sellsOn?: boolean;
  isUnlisted?: true;
  /** What companies see of each of its variants. */
  business?: {
    quantityRule: QuantityRule;
    priceBreaks: readonly { minimumQuantity: number; price: string }[];
  };
  /** Made as a gift card: it is not sent, and there is no stock of it. */
  isGiftCard?: true;
}

export const COLLECTIONS = [
  {
    handle: "phones",
    title: "Phones & accessories",
    description: "A phone, and what keeps it charged and safe.",
  },
  {
    handle: "living",
    title: "Living room",
    description: "Oak, wool and light for the room you live in.",
  },
  {
    handle: "kitchen",
    title: "Burger kitchen",
    description: "Smashed, stacked and ready in ten minutes.",
  },
] as const;

const single = (price: string, cost?: string, stock = 60): CatalogueVariant[] => [
  { values: ["Default Title"], price, stock, ...(cost && { cost }) },
];
const sizes = (...rows: [value: string, price: string, stock?: number][]): CatalogueVariant[] =>
  rows.map(([value, price, stock = 40]) => ({ values: [value], price, stock }));

export const CATALOGUE: CatalogueProduct[] = [
  {
    handle: "aria-one",
    title: "Aria One",
    type: "Phone",
    collection: "phones",
    motif: "phone",
    color: "#3d5a80",
    options: ["Storage"],
    description: "A bright 6.1-inch screen, two days of battery and a camera that sees at night.",
    variants: sizes(["128 GB", "599.00"], ["256 GB", "679.00"], ["512 GB", "799.00", 12]),
  },
  {
    handle: "aria-one-pro",
    title: "Aria One Pro",
    type: "Phone",
    collection: "phones",
    motif: "phone",
    color: "#293241",
    options: ["Storage"],
    description: "The One with a telephoto lens, a titanium frame and fast charging.",
    variants: sizes(["256 GB", "899.00"], ["512 GB", "1029.00"], ["1 TB", "1249.00", 6]),
  },
  {
    handle: "aria-mini",
    title: "Aria Mini",
    type: "Phone",
    collection: "phones",
    motif: "phone",
    color: "#ee6c4d",
    options: ["Storage"],
    description: "All of the One that fits in one hand.",
    variants: sizes(["64 GB", "399.00"], ["128 GB", "459.00"]),
  },
  {
    handle: "silicone-case",
    title: "Silicone Case",
    type: "Case",
    collection: "phones",
    motif: "case",
    color: "#ee6c4d",
    options: ["Colour"],
    description: "Soft to hold, lined with microfibre, for Aria One and One Pro.",
    variants: sizes(
      ["Coral", "29.90"],
      ["Midnight", "29.90"],
      ["Sage", "29.90"],
      ["Sand", "29.90", 0],
    ),
  },
  {
    handle: "clear-case",
    title: "Clear Case",
    type: "Case",
    collection: "phones",
    motif: "case",
    color: "#98c1d9",
    options: [],
    description: "Shows the phone, keeps the scratches.",
    variants: single("24.90", "6.10"),
  },
  {
    handle: "screen-protector",
    title: "Screen Protector",
    type: "Protection",
    collection: "phones",
    motif: "glass",
    color: "#98c1d9",
    options: [],
    description: "Tempered glass, fitted in a minute with the frame in the box.",
    variants: single("14.90", "2.40", 300),
  },
  {
    handle: "charger-20w",
    title: "20 W Charger",
    type: "Charger",
    collection: "phones",
    motif: "charger",
    color: "#e0e1dd",
    options: [],
    description: "Half full in thirty minutes.",
    variants: single("19.90", "6.50", 120),
  },
  {
    handle: "charger-65w",
    title: "65 W Charger",
    type: "Charger",
    collection: "phones",
    motif: "charger",
    color: "#293241",
    options: [],
    description: "Three ports for phone, earbuds and laptop.",
    variants: single("44.90", "15.20"),
  },
  {
    handle: "usb-c-cable",
    title: "USB-C Cable",
    type: "Cable",
    collection: "phones",
    motif: "cable",
    color: "#3d5a80",
    options: ["Length"],
    description: "Braided, for 100 watts, tested for ten thousand bends.",
    variants: sizes(["1 m", "9.90", 400], ["2 m", "12.90", 400]),
  },
  {
    handle: "charging-stand",
    title: "Wireless Charging Stand",
    type: "Charger",
    collection: "phones",
    motif: "stand",
    color: "#e0e1dd",
    options: [],
    description: "Upright on the desk, flat by the bed.",
    variants: single("39.90", "13.00", 25),
  },
  {
    handle: "earbuds",
    title: "Aria Buds",
    type: "Audio",
    collection: "phones",
    motif: "earbuds",
    color: "#f1faee",
    options: [],
    description: "Eight hours of music, and quiet when you want it.",
    variants: single("89.00", "34.00"),
  },
  {
    handle: "power-bank",
    title: "Power Bank",
    type: "Charger",
    collection: "phones",
    motif: "powerbank",
    color: "#293241",
    options: ["Capacity"],
    description: "Two full charges in a coat pocket.",
    variants: sizes(["10,000 mAh", "34.90"], ["20,000 mAh", "49.90"]),
  },

  {
    handle: "nord-armchair",
    title: "Nord Armchair",
    type: "Seating",
    collection: "living",
    motif: "armchair",
    color: "#6b705c",
    options: ["Wood"],
    description: "A solid frame and a seat you sink into just enough.",
    variants: sizes(["Oak", "349.00", 14], ["Walnut", "399.00", 9]),
  },
  {
    handle: "nord-sofa",
    title: "Nord Sofa",
    type: "Seating",
    collection: "living",
    motif: "sofa",
    color: "#6b705c",
    options: ["Seats"],
    description: "Deep, washable covers, and it comes up any staircase.",
    variants: sizes(["2 seats", "799.00", 8], ["3 seats", "999.00", 5]),
  },
  {
    handle: "nord-coffee-table",
    title: "Nord Coffee Table",
    type: "Table",
    collection: "living",
    motif: "table",
    color: "#a98467",
    options: ["Wood"],
    description: "Rounded corners, a shelf for the magazines.",
    variants: sizes(["Oak", "229.00"], ["Walnut", "259.00"]),
  },
  {
    handle: "nord-side-table",
    title: "Nord Side Table",
    type: "Table",
    collection: "living",
    motif: "table",
    color: "#cb997e",
    options: [],
    description: "Just wide enough for a lamp and a cup.",
    variants: single("119.00", "48.00", 22),
  },
  {
    handle: "arc-floor-lamp",
    title: "Arc Floor Lamp",
    type: "Lighting",
    collection: "living",
    motif: "lamp",
    color: "#e9c46a",
    options: [],
    description: "Warm light where you read.",
    variants: single("149.00", "61.00", 0),
    sellsOn: true,
  },
  {
    handle: "wool-rug",
    title: "Wool Rug",
    type: "Textiles",
    collection: "living",
    motif: "rug",
    color: "#b7b7a4",
    options: ["Size"],
    description: "Hand-tufted from undyed wool.",
    variants: sizes(
      ["120 × 170 cm", "159.00"],
      ["160 × 230 cm", "249.00"],
      ["200 × 290 cm", "369.00", 4],
    ),
  },
  {
    handle: "linen-cushion",
    title: "Linen Cushion",
    type: "Textiles",
    collection: "living",
    motif: "cushion",
    color: "#ddbea9",
    options: ["Colour"],
    description: "Washed linen, feather filling.",
    variants: sizes(["Sand", "29.00", 90], ["Sage", "29.00", 90], ["Rust", "29.00", 90]),
  },
  {
    handle: "storage-basket",
    title: "Storage Basket",
    type: "Storage",
    collection: "living",
    motif: "basket",
    color: "#cb997e",
    options: [],
    description: "Seagrass, woven tight.",
    variants: single("34.00", "11.00", 45),
  },

  {
    handle: "classic-burger",
    title: "Classic Burger",
    type: "Burger",
    collection: "kitchen",
    motif: "burger",
    color: "#bc6c25",
    options: ["Size"],
    description: "Smashed beef, cheddar, pickles, house sauce.",
    variants: sizes(["Single", "7.90", 500], ["Double", "9.90", 500], ["Triple", "11.90", 500]),
  },
  {
    handle: "garden-burger",
    title: "Garden Burger",
    type: "Burger",
    collection: "kitchen",
    motif: "burger",
    color: "#606c38",
    options: ["Size"],
    description: "Black bean patty, avocado, pickled onion.",
    variants: sizes(["Single", "7.50", 500], ["Double", "9.50", 500]),
  },
  {
    handle: "fries",
    title: "Fries",
    type: "Side",
    collection: "kitchen",
    motif: "fries",
    color: "#e9c46a",
    options: ["Size"],
    description: "Twice fried, sea salt.",
    variants: sizes(["Small", "2.90", 900], ["Regular", "3.50", 900], ["Large", "4.20", 900]),
  },
  {
    handle: "sweet-potato-fries",
    title: "Sweet Potato Fries",
    type: "Side",
    collection: "kitchen",
    motif: "fries",
    color: "#e76f51",
    options: ["Size"],
    description: "With smoked paprika.",
    variants: sizes(["Regular", "4.20", 400], ["Large", "4.90", 400]),
  },
  {
    handle: "cola",
    title: "Cola",
    type: "Drink",
    collection: "kitchen",
    motif: "cup",
    color: "#6a040f",
    options: ["Size"],
    description: "Ice cold.",
    variants: sizes(["0.3 l", "2.50", 900], ["0.5 l", "3.20", 900]),
  },
  {
    handle: "lemonade",
    title: "Lemonade",
    type: "Drink",
    collection: "kitchen",
    motif: "cup",
    color: "#f4d35e",
    options: [],
    description: "Lemon, mint and not much sugar.",
    variants: single("3.40", "0.60", 400),
  },
  {
    handle: "milkshake",
    title: "Milkshake",
    type: "Drink",
    collection: "kitchen",
    motif: "cup",
    color: "#f2cc8f",
    options: ["Flavour"],
    description: "Thick enough for a spoon.",
    variants: sizes(
      ["Vanilla", "4.90", 200],
      ["Chocolate", "4.90", 200],
      ["Strawberry", "4.90", 0],
    ),
  },
  {
    handle: "house-sauce",
    title: "House Sauce",
    type: "Dip",
    collection: "kitchen",
    motif: "jar",
    color: "#e76f51",
    options: [],
    description: "The one on the burger. By the pot.",
    variants: single("0.90", "0.15", 2000),
  },
  {
    handle: "screen-care-set",
    title: "Screen Care Set",
    type: "Set",
    collection: "phones",
    motif: "glass",
    color: "#ee6c4d",
    options: [],
    description: "A case and a glass in one box: what keeps a new phone new.",
    variants: single("39.80", undefined, 500),
  },
];

/** Products that simulated shoppers like to buy together, with how often the second follows the first. */
export const AFFINITIES: readonly [first: string, second: string, chance: number][] = [
  ["aria-one", "silicone-case", 0.45],
  ["aria-one", "screen-protector", 0.4],
  ["aria-one", "charger-20w", 0.3],
  ["aria-one-pro", "charger-65w", 0.35],
  ["aria-one-pro", "screen-protector", 0.45],
  ["aria-one-pro", "earbuds", 0.2],
  ["aria-mini", "clear-case", 0.4],
  ["charger-20w", "usb-c-cable", 0.5],
  ["charger-65w", "usb-c-cable", 0.45],
  ["nord-armchair", "linen-cushion", 0.5],
  ["nord-armchair", "nord-side-table", 0.3],
  ["nord-sofa", "linen-cushion", 0.6],
  ["nord-sofa", "nord-coffee-table", 0.4],
  ["nord-coffee-table", "wool-rug", 0.3],
  ["nord-side-table", "arc-floor-lamp", 0.35],
  ["classic-burger", "fries", 0.75],
  ["classic-burger", "cola", 0.6],
  ["garden-burger", "sweet-potato-fries", 0.55],
  ["garden-burger", "lemonade", 0.5],
  ["fries", "house-sauce", 0.45],
];
