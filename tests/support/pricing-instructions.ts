import { readFile } from "node:fs/promises";

import { buildFunctionInput, buildTransformInput } from "../../core/pricing/cart-input.ts";
import type { PricingRequest } from "../../core/pricing/cart-input.ts";
import { COUNTER, withInstructionCounter } from "../../core/pricing/count-instructions.ts";
import { runPricing } from "../../core/pricing/pricing-module.ts";
import type { PricingEntry } from "../../core/pricing/pricing-module.ts";

export interface CountedRun {
  readonly instructions: number;
  readonly inputBytes: number;
  readonly output: string;
}

/** Runs the built module's Function on a cart and counts what it executes, from reading to writing. */
export async function countPricing(request: PricingRequest): Promise<CountedRun> {
  const file = "extensions/pricing/dist/pricing.wasm";
  return count(file, "cart_lines_discounts_generate_run", buildFunctionInput(request));
}

/** The same of the cart transform. */
export async function countTransform(request: PricingRequest): Promise<CountedRun> {
  const file = "extensions/bundle-lines/dist/bundle-lines.wasm";
  return count(file, "cart_transform_run", buildTransformInput(request));
}

async function count(file: string, entry: PricingEntry, asked: object): Promise<CountedRun> {
  const module = await WebAssembly.compile(withInstructionCounter(await readFile(file)));
  const input = JSON.stringify(asked);
  let counted = 0n;
  const output = runPricing(module, entry, input, (exports) => {
    counted = (exports[COUNTER] as WebAssembly.Global<"i64">).value;
  });
  return { instructions: Number(counted), inputBytes: Buffer.byteLength(input), output };
}
