export { apply } from "./changesets.ts";
export { COMPONENTS } from "./components.ts";
export { inputDataOf } from "./input-data.ts";
