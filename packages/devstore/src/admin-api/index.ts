export { runDocument } from "./run-document.ts";
export { loadPublishedSchema } from "./schema.ts";
export { needsOf, OWNER_SCOPES, suffices } from "./access.ts";
export { appScopes } from "./resolvers/shop.ts";
export { API_VERSION, loadAccessRules } from "./schema.ts";
