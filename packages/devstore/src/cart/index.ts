export { addToCart, createCart } from "./cart.ts";
