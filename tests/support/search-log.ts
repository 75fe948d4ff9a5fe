import { readFileSync } from "node:fs";

const ERROR = 50;

/** What must not be in the log of any run: addresses of people, Shopify's tokens, signed tokens and links. */
const FORBIDDEN = [
  /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  /\bshp[a-z]{2}_\w+/,
  /\beyJ[\w-]{5,}/,
  /[?&](?:t|id_token|hmac|signature)=[\w-]/,
];

/**
 * Looks for what must not be in the log of a demo's app, all of it, and shows its errors to who runs the tests.
 * @param secrets that must not be in it either
 * @throws with the line that has one
 */
export function searchLog(file: string, secrets: readonly string[]): void {
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (isError(line)) process.stderr.write(`${line}\n`);
    const found =
      FORBIDDEN.find((pattern) => pattern.test(line)) ?? secrets.find((one) => line.includes(one));
    if (found !== undefined)
      throw new Error(`The app's log has what must not be in it (${String(found)}): ${line}`);
  }
}

/** What is no line of the log was written by something else than Tandem: that is shown, too. */
function isError(line: string): boolean {
  if (!line.startsWith("{")) return line !== "";
  const level = /^\{"level":(\d+)/.exec(line)?.[1];
  return level === undefined || Number(level) >= ERROR;
}
