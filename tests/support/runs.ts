/** What of a property's runs `npm test` takes; `npm run test:full` takes all. Each run of the suite tries others. */
const SHARE = process.env["TANDEM_TEST_DATABASES"] === "both" ? 1 : 1 / 4;

/** How often a property is tried. @param all in `npm run test:full` */
export function runs(all: number): { numRuns: number } {
  return { numRuns: Math.ceil(all * SHARE) };
}
