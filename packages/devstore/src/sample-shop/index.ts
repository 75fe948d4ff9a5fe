export { placeKitOrder } from "./place-kit-order.ts";
export { Random } from "./random.ts";
export { addProduct, seedSampleShop } from "./seed.ts";
export { SPECIAL_PRODUCTS } from "./special-products.ts";
export type { SpecialProduct } from "./special-products.ts";
