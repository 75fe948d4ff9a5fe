import { afterEach } from "vitest";

import { takePageErrors } from "../support/page-errors.ts";

/** An error in any page fails the test under way, whatever it looks at. */
afterEach(() => {
  const errors = takePageErrors();
  if (errors.length > 0) throw new Error(`Errors in the pages of this test:\n${errors.join("\n")}`);
});
