/** Imports point one way; docs/architecture.md draws it. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.ts$" },
  to: { path: "^(app|core|devstore|extensions|scripts|storefront|tests)/", pathNot: to },
});

module.exports = {
  forbidden: [
    only("core-is-pure", "^core/", "^core/", "core knows nothing but itself"),
    {
      name: "core-does-no-io",
      comment: "no I/O, no framework in core",
      severity: "error",
      from: { path: "^core/" },
      to: { dependencyTypes: ["core", "npm"], pathNot: "zod" },
    },
    only(
      "app-stays-in-the-app",
      "^app/",
      "^(app|core|storefront)/",
      "the app never sees the stand-in store",
    ),
    only(
      "storefront-is-small",
      "^storefront/",
      "^(storefront|core)/",
      "what the browser loads stays small",
    ),
    only(
      "devstore-takes-types-and-money-of-core",
      "^devstore/",
      "^(devstore|storefront|core/(money|offers/local-date|catalog))",
      "the stand-in never computes an offer's price",
    ),
    {
      name: "routes-are-thin",
      comment: "a route calls a feature; it does not reach for the database",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: "^app/platform/database" },
    },
    {
      name: "only-shopify-speaks-to-shopify",
      comment: "GraphQL documents are called from features, and live in app/shopify",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: "^app/shopify/documents/" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "extensions/[a-z-]+/assembly|/assets/|build/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
