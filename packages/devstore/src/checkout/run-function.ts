import { readFileSync, statSync } from "node:fs";

import { File, OpenFile, WASI } from "@bjorn3/browser_wasi_shim";

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
 * Runs a Function as Shopify does: a fresh instance of the built module, its input on descriptor 0, its answer from
 * descriptor 1, and the exported target. The WASI is one in JavaScript: with that of Node 22 the process may end by a
 * segmentation fault (nodejs/node, issue 46777).
 * @throws where the module has no such target, traps, or answers no JSON
 */
export function runFunction(extension: FunctionExtension, input: unknown): unknown {
  const output = new File([]);
  const descriptors = [
    new OpenFile(new File(new TextEncoder().encode(JSON.stringify(input)))),
    new OpenFile(output),
    new OpenFile(new File([])),
  ];
  const wasi = new WASI([], [], descriptors, { debug: false });
  const instance = new WebAssembly.Instance(load(extension.wasmFile), {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  const { memory, [extension.exportName]: target } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof target !== "function")
    throw new Error(`${extension.wasmFile} does not export ${extension.exportName}`);
  wasi.initialize({ exports: { memory } });
  target();
  return JSON.parse(new TextDecoder().decode(output.data)) as unknown;
}
