export { Random } from "./random.ts";
export { seedDemo, SHOP_DOMAIN } from "./seed.ts";
