import fc from "fast-check";
import { expect, test } from "vitest";

import { chunk } from "./chunk.ts";

test("parts hold each item once, in its order, and none is empty or too large", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (list, size) => {
      const parts = chunk(list, size);
      expect(parts.flat()).toEqual(list);
      for (const [index, part] of parts.entries()) {
        expect(part.length).toBeGreaterThan(0);
        if (index < parts.length - 1) expect(part.length).toBe(size);
        else expect(part.length).toBeLessThanOrEqual(size);
      }
    }),
  );
});
