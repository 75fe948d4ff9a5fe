import { expect, test } from "vitest";

import { browserMemory, toNames, toNumbers } from "./browser-memory.ts";

/** A browser's storage with something in it, which another script may have written. */
const storageWith = (kept: string): (() => Storage) => {
  const storage = { getItem: () => kept, setItem: () => undefined };
  return () => storage as unknown as Storage;
};

test.each([
  ["null", []],
  ["{", []],
  ['{"a":1}', []],
  ['["one",2,null,"two"]', ["one", "two"]],
])("names that are kept as %s are read as %j", (kept, names) => {
  expect(browserMemory(storageWith(kept), "key", toNames).read()).toEqual(names);
});

test.each([
  ["null", {}],
  ['"text"', {}],
  ["[3]", {}],
  ['{"a":1,"b":"2","c":null}', { a: 1 }],
])("numbers that are kept as %s are read as %j", (kept, numbers) => {
  expect(browserMemory(storageWith(kept), "key", toNumbers).read()).toEqual(numbers);
});

test("where the browser keeps nothing, the page remembers", () => {
  const memory = browserMemory(
    () => {
      throw new DOMException("blocked", "SecurityError");
    },
    "key",
    toNames,
  );
  expect(memory.read()).toEqual([]);
  memory.write(["one"]);
  expect(memory.read()).toEqual(["one"]);
});
