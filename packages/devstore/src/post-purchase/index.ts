export { apply } from "./changesets.ts";
export { COMPONENTS } from "./components.ts";
