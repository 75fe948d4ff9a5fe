import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cleanJson, cleanText, parseJson } from "./clean-text.ts";

/** Text with what PostgreSQL refuses in it, more often than chance would have it. */
const text = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", "\uD83D", "\uDE00", "😀")))
  .map((parts) => parts.join(""));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom(null, true, 1.5),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("text from outside", () => {
  test("is well formed, has no U+0000, and is cleaned once for all", () => {
    fc.assert(
      fc.property(text, (dirty) => {
        const clean = cleanText(dirty);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toContain("\0");
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  test("keeps all that can be held", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-composite" }), (honest) => {
        expect(cleanText(honest)).toBe(honest.replaceAll("\0", ""));
      }),
    );
    expect(cleanText("a\0b\uD83Dc 😀 \uFFFF")).toBe("ab\uFFFDc 😀 \uFFFF");
    expect(cleanText("\uD83D\0\uDE00")).toBe("\uFFFD\uFFFD");
  });
});

describe("JSON from outside", () => {
  test("has no text left in it, value or key, that cannot be held", () => {
    fc.assert(
      fc.property(json, (dirty) => {
        const written = JSON.stringify(cleanJson(dirty));
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(JSON.stringify(parseJson(JSON.stringify(dirty)))).toBe(written);
      }),
    );
  });

  test("keeps a key of its own that is named after a property of all objects", () => {
    const read = parseJson('{"__proto__": {"x": "\\u0000"}, "a\\u0000": [1]}');
    expect(JSON.stringify(read)).toBe('{"__proto__":{"x":""},"a":[1]}');
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  test("is refused where it is no JSON, or nested too deep to walk", () => {
    expect(() => parseJson("{")).toThrow(SyntaxError);
    expect(() => parseJson("[".repeat(100_000) + "]".repeat(100_000))).toThrow(
      "nested deeper than 100 times",
    );
    expect(parseJson("[".repeat(100) + "]".repeat(100))).toBeInstanceOf(Array);
  });
});
