export { runDocument } from "./run-document.ts";
export { loadPublishedSchema } from "./schema.ts";
