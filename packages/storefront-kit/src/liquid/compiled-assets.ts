import type { ThemeFolder } from "./theme-folder.ts";

/** What `{% stylesheet %}` and `{% javascript %}` of all files come to, each in one file, as Shopify makes it. */
export interface CompiledAssets {
  readonly styles: string;
  readonly scripts: string;
}

const FOLDERS = ["sections", "blocks", "snippets"];

/** Gathers them. A section's script runs where the section stands; those of blocks and snippets run everywhere. */
export function compileAssets(theme: ThemeFolder): CompiledAssets {
  const files = FOLDERS.flatMap((folder) =>
    theme
      .names(folder)
      .filter((name) => name.endsWith(".liquid"))
      .map((name) => ({ folder, name, source: theme.text(`${folder}/${name}`) ?? "" })),
  );
  const styles = files.flatMap(({ source }) => bodies(source, "stylesheet"));
  const scripts = files.flatMap(({ folder, name, source }) =>
    bodies(source, "javascript").map((body) => {
      const condition =
        folder === "sections" ? `if (sections.includes("${name.replace(".liquid", "")}")) ` : "";
      return `${condition}(() => {${body}\n})();`;
    }),
  );
  const prelude =
    'const sections = (document.currentScript?.getAttribute("data-sections") ?? "").split(",");';
  return {
    styles: styles.join("\n"),
    scripts: scripts.length === 0 ? "" : `(() => {\n${prelude}\n${scripts.join("\n")}\n})();`,
  };
}

function bodies(source: string, tag: string): string[] {
  const pattern = new RegExp(
    `\\{%-?\\s*${tag}\\s*-?%\\}([\\s\\S]*?)\\{%-?\\s*end${tag}\\s*-?%\\}`,
    "g",
  );
  return [...source.matchAll(pattern)].map((match) => match[1] ?? "");
}
