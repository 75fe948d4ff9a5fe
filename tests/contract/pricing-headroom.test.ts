import { statSync } from "node:fs";

import { expect, test } from "vitest";

import { documentBytes, PRICING_DOCUMENT_LIMIT_BYTES } from "../../core/offers/documents.ts";
import { largeCart, largeCartOfAllKinds } from "../support/large-carts.ts";
import { INSTRUCTION_LIMIT } from "../../core/pricing/pricing-module.ts";
import { countPricing, countTransform } from "../support/pricing-instructions.ts";

test("P13: 200 lines and 50 offers take less than a fifth of the instructions, and 20 kB of output", async () => {
  const request = largeCart(200, 50);
  const run = await countPricing(request);
  expect(run.instructions).toBeGreaterThan(0);
  expect(run.instructions).toBeLessThan(INSTRUCTION_LIMIT * 0.2);
  expect(Buffer.byteLength(run.output)).toBeLessThan(20_000);
  expect(run.inputBytes).toBeLessThan(128_000);
  for (const document of request.documents.values()) {
    expect(documentBytes(document)).toBeLessThan(PRICING_DOCUMENT_LIMIT_BYTES);
  }
});

test("P13: with offers of all kinds it is less than three tenths", async () => {
  const run = await countPricing(largeCartOfAllKinds(200, 50));
  expect(run.instructions).toBeGreaterThan(0);
  expect(run.instructions).toBeLessThan(INSTRUCTION_LIMIT * 0.3);
  expect(Buffer.byteLength(run.output)).toBeLessThan(20_000);
  expect(run.inputBytes).toBeLessThan(128_000);
});

test("P13: so does the cart transform, which runs on the same cart", async () => {
  const run = await countTransform(largeCartOfAllKinds(200, 50));
  expect(JSON.parse(run.output)).not.toEqual({ operations: [] });
  expect(run.instructions).toBeLessThan(INSTRUCTION_LIMIT * 0.3);
  expect(Buffer.byteLength(run.output)).toBeLessThan(20_000);
  expect(run.inputBytes).toBeLessThan(128_000);
});

test.each(["pricing", "bundle-lines"])("P13: the module of %s is small", (name) => {
  expect(statSync(`extensions/${name}/dist/${name}.wasm`).size).toBeLessThan(64 * 1024);
});
