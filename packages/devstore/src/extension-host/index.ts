export { ELEMENTS } from "./elements.ts";
