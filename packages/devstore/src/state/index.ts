export { numberOf, Store } from "./store.ts";
export type {
  AppDiscount,
  CodeDiscount,
  Customer,
  EmailMarketing,
  Fulfillment,
  Order,
  Product,
  ShipmentStatus,
} from "./types.ts";
export type { OrderLine } from "./types.ts";
export { SHOP_ID } from "./store.ts";
