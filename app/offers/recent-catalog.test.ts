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

test("what is being read is waited for, and what could not be read is asked for again", async () => {
  const asked: string[] = [];
  const answers: ((values: ReadonlyMap<string, string> | Error) => void)[] = [];
  const read = recently<string>((_context, ids) => {
    asked.push(ids.join());
    return new Promise((resolve, reject) => {
      answers.push((values) =>
        values instanceof Error ? reject(values) : resolve(new Map(values)),
      );
    });
  });
  const context = { shop: "a" } as OfferContext;
  const both = Promise.allSettled([read(context, ["one"]), read(context, ["one", "two"])]);
  answers[0]!(new Error("throttled"));
  answers[1]!(new Map([["two", "2"]]));
  expect((await both).map((one) => one.status)).toEqual(["rejected", "rejected"]);
  const again = Promise.all([read(context, ["one"]), read(context, ["two", "one"])]);
  answers[2]!(new Map([["one", "1"]]));
  expect((await again).map((one) => [...one.values()])).toEqual([["1"], ["2", "1"]]);
  expect(asked).toEqual(["one", "two", "one"]);
});
