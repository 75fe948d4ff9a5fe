/** Imports point one way; docs/architecture.md draws it. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.ts$" },
  to: { path: "^(app|core|demo|extensions|packages|scripts|storefront|tests)/", pathNot: to },
});

/** The package that app and stand-in share, as built; all of it but Liquid is pure. */
const KIT = "packages/storefront-kit/dist";
const PURE_KIT = `^${KIT}/(money/|local-date|global-id)`;

module.exports = {
  forbidden: [
    only(
      "core-is-pure",
      "^core/",
      `^core/|${PURE_KIT}`,
      "core knows nothing but itself, money, dates and ids",
    ),
    {
      name: "core-does-no-io",
      comment: "no I/O, no framework in core",
      severity: "error",
      from: { path: "^core/" },
      to: { dependencyTypes: ["core", "npm"], pathNot: `zod|${PURE_KIT}` },
    },
    only(
      "app-stays-in-the-app",
      "^app/",
      `^(app|core|storefront|${KIT})/`,
      "the app never sees the stand-in store",
    ),
    only(
      "storefront-is-small",
      "^storefront/",
      `^(storefront|core)/|${PURE_KIT}`,
      "what the browser loads stays small",
    ),
    only(
      "devstore-knows-no-app",
      "^packages/devstore/",
      `^packages/devstore/|^${KIT}/`,
      "the stand-in knows no app, and never computes an offer's price",
    ),
    only(
      "kit-knows-no-app",
      "^packages/storefront-kit/",
      "^packages/storefront-kit/",
      "the kit stands alone",
    ),
    {
      name: "kit-does-no-io",
      comment: "money, dates and ids are pure",
      severity: "error",
      from: { path: "^packages/storefront-kit/src/(?!liquid/)", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^packages/storefront-kit/src/(?!liquid/)" },
    },
    {
      name: "only-scripts-and-tests-start-the-stand-in",
      comment: "what is deployed never sees the stand-in store",
      severity: "error",
      from: { path: "^(app|core|extensions|storefront|packages/storefront-kit)/" },
      to: { path: "^packages/devstore/" },
    },
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
    doNotFollow: { path: "node_modules|^packages/[a-z-]+/dist/" },
    exclude: { path: "extensions/[a-z-]+/assembly|/assets/|build/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
