import { statSync } from "node:fs";

import { documentBytes } from "../../core/offers/documents.ts";
import { buildFunctionInput } from "../../core/pricing/cart-input.ts";
import { largeCart, largeCartOfAllKinds } from "../support/large-carts.ts";
import { INSTRUCTION_LIMIT } from "../../core/pricing/pricing-module.ts";
import { countPricing, countTransform } from "../support/pricing-instructions.ts";
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
  await benchAllKinds();
  for (const name of ["pricing", "bundle-lines"])
    console.log(`\nModule ${name}: ${statSync(`extensions/${name}/dist/${name}.wasm`).size} bytes`);
}

/** Growth with lines and offers when every kind is live; above 200 lines, Shopify's limit grows with them. */
async function benchAllKinds(): Promise<void> {
  console.log("\nThe same with offers of all kinds, which overlap with their neighbours\n");
  console.log(
    "| lines | offers | input bytes | instructions | % of limit | to 50 offers | to 10 lines | output bytes | cart transform | % of limit |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  const counts = new Map<string, number>();
  for (const lines of [10, 50, 200, 500]) {
    for (const offers of [50, 200]) {
      const cart = largeCartOfAllKinds(lines, offers);
      const run = await countPricing(cart);
      const transform = await countTransform(cart);
      counts.set(`${lines} ${offers}`, run.instructions);
      const ratio = (key: string) => (run.instructions / (counts.get(key) ?? NaN)).toFixed(1);
      const limit = INSTRUCTION_LIMIT * Math.max(1, lines / 200);
      const cells = [
        lines,
        offers,
        run.inputBytes,
        run.instructions,
        ((100 * run.instructions) / limit).toFixed(1),
        ratio(`${lines} 50`),
        ratio(`10 ${offers}`),
        Buffer.byteLength(run.output),
        transform.instructions,
        ((100 * transform.instructions) / limit).toFixed(1),
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
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
