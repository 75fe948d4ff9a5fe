import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";

import type { FunctionExtension } from "../function-extensions.ts";

const compiled = new Map<string, { builtAt: number; module: WebAssembly.Module }>();

/** The module as it was built last; compiled once for each build. */
function load(file: string): WebAssembly.Module {
  const builtAt = statSync(file).mtimeMs;
  const known = compiled.get(file);
  if (known?.builtAt === builtAt) return known.module;
  const module = new WebAssembly.Module(readFileSync(file));
  compiled.set(file, { builtAt, module });
  return module;
}

/**
 * Runs a Function as Shopify does: a fresh instance of the built module, its input on descriptor 0,
 * its answer from descriptor 1, through the WASI of the platform and the exported target.
 */
export function runFunction(extension: FunctionExtension, input: unknown): unknown {
  const scratch = mkdtempSync(join(tmpdir(), "stand-in-function-"));
  const paths = { input: join(scratch, "input.json"), output: join(scratch, "output.json") };
  writeFileSync(paths.input, JSON.stringify(input));
  const stdin = openSync(paths.input, "r");
  const stdout = openSync(paths.output, "w");
  try {
    const wasi = new WASI({ version: "preview1", stdin, stdout });
    const instance = new WebAssembly.Instance(
      load(extension.wasmFile),
      wasi.getImportObject() as WebAssembly.Imports,
    );
    wasi.initialize({ exports: { memory: instance.exports["memory"] } });
    const target = instance.exports[extension.exportName];
    if (typeof target !== "function")
      throw new Error(`${extension.wasmFile} does not export ${extension.exportName}`);
    target();
    return JSON.parse(readFileSync(paths.output, "utf8")) as unknown;
  } finally {
    closeSync(stdin);
    closeSync(stdout);
    rmSync(scratch, { recursive: true, force: true });
  }
}
