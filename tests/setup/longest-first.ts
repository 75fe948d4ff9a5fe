import { statSync } from "node:fs";

import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/** Kinds of test by what a file of them takes, longest first: a long one that begins last would be waited for alone. */
const PLACES = ["/tests/chaos/", "/tests/e2e/", "/tests/integration/", "/tests/contract/"];

function place(file: string): number {
  const index = PLACES.findIndex((one) => file.includes(one));
  return index < 0 ? PLACES.length : index;
}

/** Begins the files that take longest first; within a kind, a longer file takes longer. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const length = new Map(files.map(({ moduleId }) => [moduleId, statSync(moduleId).size]));
    return files.toSorted(
      (a, b) =>
        place(a.moduleId) - place(b.moduleId) ||
        length.get(b.moduleId)! - length.get(a.moduleId)! ||
        a.moduleId.localeCompare(b.moduleId),
    );
  }
}
