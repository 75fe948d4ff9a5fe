import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } from "quickjs-emscripten";

import { COUNTER, withInstructionCounter } from "../../core/pricing/count-instructions.ts";

/**
 * Runs `javascript-function.js` on QuickJS, the engine that Javy compiles a JavaScript Function into,
 * and counts the instructions of the call alone: starting QuickJS and parsing the script, which Javy
 * does at build time, are left out.
 */
export async function createJavaScriptFunction(): Promise<
  (input: string) => { instructions: number; output: string }
> {
  const file = createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm");
  const wasmModule = await WebAssembly.compile(withInstructionCounter(await readFile(file)));
  let counter: WebAssembly.Global<"i64"> | undefined;
  const instantiate = WebAssembly.instantiate;
  // The loader keeps its instance to itself; its counter is what is wanted of it.
  WebAssembly.instantiate = (async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const instance = await instantiate(module, imports);
    counter = instance.exports[COUNTER] as WebAssembly.Global<"i64">;
    return instance;
  }) as typeof WebAssembly.instantiate;
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmModule }));
  WebAssembly.instantiate = instantiate;
  const context = quickjs.newContext();
  const script = await readFile(new URL("./javascript-function.js", import.meta.url), "utf8");
  context.unwrapResult(context.evalCode(script)).dispose();
  const priceCart = context.getProp(context.global, "priceCart");
  return (input) => {
    const text = context.newString(input);
    const before = counter!.value;
    const result = context.unwrapResult(context.callFunction(priceCart, context.undefined, text));
    const instructions = Number(counter!.value - before);
    const output = context.getString(result);
    for (const handle of [text, result]) handle.dispose();
    return { instructions, output };
  };
}
