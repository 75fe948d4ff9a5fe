import { readFile } from "node:fs/promises";

import { buildFunctionInput } from "../../core/pricing/cart-input.ts";
import type { PricingRequest } from "../../core/pricing/cart-input.ts";
import { COUNTER, withInstructionCounter } from "../../core/pricing/count-instructions.ts";
import { runPricing } from "../../core/pricing/pricing-module.ts";

export interface CountedRun {
  readonly instructions: number;
  readonly inputBytes: number;
  readonly output: string;
}

/** Runs the built module's Function on a cart and counts what it executes, from reading to writing. */
export async function countPricing(request: PricingRequest): Promise<CountedRun> {
  const bytes = await readFile("extensions/pricing/dist/pricing.wasm");
  const module = await WebAssembly.compile(withInstructionCounter(bytes));
  const input = JSON.stringify(buildFunctionInput(request));
  let counted = 0n;
  const output = runPricing(module, "cart_lines_discounts_generate_run", input, (exports) => {
    counted = (exports[COUNTER] as WebAssembly.Global<"i64">).value;
  });
  return { instructions: Number(counted), inputBytes: Buffer.byteLength(input), output };
}
