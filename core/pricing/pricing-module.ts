import { buildDeliveryInput, buildFunctionInput } from "./cart-input.ts";
import type { PricingRequest } from "./cart-input.ts";
import { COUNTER, withInstructionCounter } from "./count-instructions.ts";
import type { Explanation } from "./explanation.ts";
import type { DeliveryResult, FunctionResult } from "./function-result.ts";

/** The pricing module, loaded: the very bytes that Shopify runs at checkout. */
export interface PricingModule {
  /** The Function's answer for a cart. */
  price(request: PricingRequest): FunctionResult;
  /** The Function's answer for its delivery. */
  priceDelivery(request: PricingRequest): DeliveryResult;
  /** The same run, explained line by line and offer by offer. */
  explain(request: PricingRequest): Explanation;
  /** Wasm instructions that the Function executes on a cart, counted as Shopify counts them. */
  countInstructions(request: PricingRequest): number;
}

/** Instructions that Shopify allows a Function for a cart of up to 200 lines (shopify.dev, Functions). */
export const INSTRUCTION_LIMIT = 11_000_000;

/** Entries of the modules: the Functions' targets, and the explanation of the same run. */
export type PricingEntry =
  | "cart_lines_discounts_generate_run"
  | "cart_delivery_options_discounts_generate_run"
  | "cart_transform_run"
  | "explain";

/**
 * Loads the module.
 * @param bytes the built `extensions/pricing/dist/pricing.wasm`
 */
export async function loadPricingModule(bytes: Uint8Array<ArrayBuffer>): Promise<PricingModule> {
  const module = await WebAssembly.compile(bytes);
  // Only the review of an offer counts, so what only prices does not wait for it.
  let counting: WebAssembly.Module | undefined;
  const run = (entry: PricingEntry, input: object) =>
    JSON.parse(runPricing(module, entry, JSON.stringify(input))) as unknown;
  return {
    countInstructions: (request) => {
      let counted = 0n;
      const input = JSON.stringify(buildFunctionInput(request));
      counting ??= new WebAssembly.Module(withInstructionCounter(bytes));
      runPricing(counting, "cart_lines_discounts_generate_run", input, (exports) => {
        counted = (exports[COUNTER] as WebAssembly.Global<"i64">).value;
      });
      return Number(counted);
    },
    price: (request) =>
      run("cart_lines_discounts_generate_run", buildFunctionInput(request)) as FunctionResult,
    priceDelivery: (request) =>
      run(
        "cart_delivery_options_discounts_generate_run",
        buildDeliveryInput(request),
      ) as DeliveryResult,
    explain: (request) => run("explain", buildFunctionInput(request)) as Explanation,
  };
}

/**
 * Runs one entry on one input, in memory of its own, as Shopify does for each cart.
 * @param input JSON on the module's descriptor 0
 * @param inspect looks at what the instance exports when the run is over
 * @returns JSON that it wrote to descriptor 1
 */
export function runPricing(
  module: WebAssembly.Module,
  entry: PricingEntry,
  input: string,
  inspect?: (exports: WebAssembly.Exports) => void,
): string {
  const pending = new TextEncoder().encode(input);
  const written: Uint8Array[] = [];
  let position = 0;
  const memory = () => (instance.exports["memory"] as WebAssembly.Memory).buffer;
  const instance = new WebAssembly.Instance(module, {
    wasi_snapshot_preview1: {
      fd_read(_descriptor: number, vector: number, _count: number, bytesRead: number) {
        const view = new DataView(memory());
        const chunk = pending.subarray(position, position + view.getUint32(vector + 4, true));
        new Uint8Array(memory()).set(chunk, view.getUint32(vector, true));
        view.setUint32(bytesRead, chunk.length, true);
        position += chunk.length;
        return 0;
      },
      fd_write(_descriptor: number, vector: number, _count: number, bytesWritten: number) {
        const view = new DataView(memory());
        const length = view.getUint32(vector + 4, true);
        const start = view.getUint32(vector, true);
        written.push(new Uint8Array(memory().slice(start, start + length)));
        view.setUint32(bytesWritten, length, true);
        return 0;
      },
    },
  });
  (instance.exports[entry] as () => void)();
  inspect?.(instance.exports);
  const decoder = new TextDecoder();
  return (
    written.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode()
  );
}
