export { Random } from "./random.ts";
export { seedSampleShop } from "./seed.ts";
