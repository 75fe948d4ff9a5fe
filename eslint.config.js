import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "build",
      ".cache",
      ".data",
      "extensions/*/assembly",
      "extensions/theme-blocks/assets",
      "devstore/theme/assets",
      "devstore/admin/assets",
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
);
