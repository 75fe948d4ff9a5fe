import { expect, test } from "vitest";

import { recently } from "./recent-catalog.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

test("what was just read is not read again, be it there or not, and each shop has its own", async () => {
  const asked: string[] = [];
  const read = recently(async ({ shop }, ids) => {
    asked.push(`${shop}: ${ids.join()}`);
    return new Map(ids.filter((id) => id !== "gone").map((id) => [id, `${shop} ${id}`]));
  });
  const of = (shop: string) => ({ shop }) as OfferContext;
  expect([...(await read(of("a"), ["one", "gone"]))]).toEqual([["one", "a one"]]);
  expect([...(await read(of("a"), ["two", "one", "gone"]))]).toEqual([
    ["two", "a two"],
    ["one", "a one"],
  ]);
  expect([...(await read(of("b"), ["one"]))]).toEqual([["one", "b one"]]);
  expect(asked).toEqual(["a: one,gone", "a: two", "b: one"]);
});
