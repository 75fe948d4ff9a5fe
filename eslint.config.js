import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** What must not be written, and what instead. The last rule of a file's stands, so each list holds those before it. */
const TABLES = [
  {
    selector:
      "VariableDeclarator[init.type='ObjectExpression'] > Identifier TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSStringKeyword:first-child",
    message:
      "What is looked up by any text is a Map: an object also has what all objects have, such as constructor.",
  },
];
const DOORS = [
  ...TABLES,
  {
    selector:
      "CallExpression[arguments.length=0] > MemberExpression.callee[property.name=/^(json|text|formData|arrayBuffer|blob|bytes)$/]",
    message: "Read a body by app/platform/read-request.server.ts, which cleans its texts.",
  },
  {
    selector: "MemberExpression[object.name='request'][property.name='body']",
    message: "Read a body by app/platform/read-request.server.ts, which cleans its texts.",
  },
  {
    selector: "NewExpression[callee.name='URL'] > MemberExpression[property.name='url']",
    message: "Read an address by addressOf, which cleans its parameters.",
  },
  {
    selector: "MemberExpression[object.name='params']",
    message: "Read a part of the path by pathPart, which cleans it.",
  },
  {
    selector: "CallExpression > MemberExpression.callee[object.name='JSON'][property.name='parse']",
    message: "Read JSON by parseJson of core/text/clean-text.ts, which cleans its texts.",
  },
];

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "build",
      ".cache",
      ".data",
      "extensions/*/assembly",
      "extensions/theme-blocks/assets",
      "packages/devstore/{theme,themes/*}/assets",
      "packages/devstore/assets",
      "packages/*/dist",
      "extensions/*/dist",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { "react-hooks": reactHooks },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "off",
      "react-hooks/rules-of-hooks": "error",
      eqeqeq: ["error", "smart"],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        module: "writable",
        globalThis: "readonly",
        URL: "readonly",
        Request: "readonly",
      },
    },
  },
  { files: ["app/**", "core/**"], rules: { "no-console": "error" } },
  {
    files: ["app/**", "core/**", "packages/*/{src,tests}/**", "storefront/**", "extensions/**"],
    rules: { "no-restricted-syntax": ["error", ...TABLES] },
  },
  {
    // Where text comes into the server from outside.
    files: ["app/routes/**", "app/**/*.server.ts", "app/**/*.server.tsx"],
    ignores: [
      "app/platform/read-request.server.ts",
      // Over the body as it came goes the signature.
      "app/shopify/receive-webhook.server.ts",
      "app/shopify/admin-client.server.ts",
      "app/shopify/signed-in-address.server.ts",
    ],
    rules: { "no-restricted-syntax": ["error", ...DOORS] },
  },
);
