import { afterEach, expect } from "vitest";

import { takePageErrors } from "../support/page-errors.ts";

/** An error in any page fails the test under way, whatever it looks at. */
afterEach(() => {
  expect(takePageErrors(), "errors in the pages of this test").toEqual([]);
});
