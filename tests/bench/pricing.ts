import { statSync } from "node:fs";

import { documentBytes } from "../../core/offers/documents.ts";
import { buildFunctionInput } from "../../core/pricing/cart-input.ts";
import { largeCart } from "../support/large-carts.ts";
import { countPricing, INSTRUCTION_LIMIT } from "../support/pricing-instructions.ts";
import { createJavaScriptFunction } from "./quickjs.ts";

const CARTS = [10, 50, 200].flatMap((lines) => [20, 50].map((offers) => [lines, offers] as const));

/** Wasm instructions of the Function, beside the same work in JavaScript on QuickJS. */
export async function benchPricing(): Promise<void> {
  const runJavaScript = await createJavaScriptFunction();
  console.log("\nFunction: executed Wasm instructions (limit 11,000,000 at 200 lines)\n");
  console.log(
    "| lines | offers | input bytes | module | % of limit | QuickJS | % of limit | ratio | output bytes | largest document | saved: module | QuickJS |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|---|---|");
  for (const [lines, offers] of CARTS) {
    const request = largeCart(lines, offers);
    const counted = await countPricing(request);
    const javaScript = runJavaScript(JSON.stringify(buildFunctionInput(request)));
    const percent = (instructions: number) => ((100 * instructions) / INSTRUCTION_LIMIT).toFixed(1);
    const largest = Math.max(...[...request.documents.values()].map(documentBytes));
    const cells = [
      lines,
      offers,
      counted.inputBytes,
      counted.instructions,
      percent(counted.instructions),
      javaScript.instructions,
      percent(javaScript.instructions),
      (javaScript.instructions / counted.instructions).toFixed(1),
      Buffer.byteLength(counted.output),
      largest,
      saved(counted.output),
      saved(javaScript.output),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log(`\nModule: ${statSync("extensions/pricing/dist/pricing.wasm").size} bytes`);
}

function saved(output: string): string {
  const { operations } = JSON.parse(output) as {
    operations: {
      productDiscountsAdd: { candidates: { value: { fixedAmount: { amount: string } } }[] };
    }[];
  };
  const cents = operations
    .flatMap((one) => one.productDiscountsAdd.candidates)
    .reduce((sum, one) => sum + Math.round(Number(one.value.fixedAmount.amount) * 100), 0);
  return (cents / 100).toFixed(2);
}
