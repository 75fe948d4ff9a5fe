import { ESLint } from "eslint";
import { describe, expect, test } from "vitest";

const eslint = new ESLint();

/** What the linter says of a line, were it in a file. */
async function refusals(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return result!.messages
    .filter((one) => one.ruleId === "no-restricted-syntax")
    .map((one) => one.message);
}

describe("P32: text from outside comes in by doors that clean it", () => {
  test.each([
    ["a body", "export const a = (request: Request) => request.json();", /read-request/],
    ["a form", "export const a = async (sent: Request) => await sent.formData();", /read-request/],
    ["bytes", "export const a = (request: Request) => request.body;", /read-request/],
    ["an address", "export const a = (request: Request) => new URL(request.url);", /addressOf/],
    ["a part of the path", 'export const a = ({ params }: A) => params["id"];', /pathPart/],
    ["JSON", "export const a = (text: string) => JSON.parse(text);", /parseJson/],
  ])(
    "%s that is read otherwise is refused, in a route and in a feature",
    async (_what, code, advice) => {
      for (const file of ["app/routes/app.new.tsx", "app/offers/new.server.ts"])
        expect(await refusals(file, code)).toEqual([expect.stringMatching(advice)]);
    },
  );

  test("an answer is written as before", async () => {
    const code = 'export const a = () => Response.json({ a: JSON.stringify("b") });';
    expect(await refusals("app/routes/app.new.tsx", code)).toEqual([]);
  });
});

describe("P32: no key from outside is looked up among what all objects have", () => {
  test.each(["Record<string, number>", "Readonly<Record<string, number>>"])(
    "a table of the type %s is refused wherever code runs",
    async (type) => {
      const code = `export const TABLE: ${type} = { EUR: 2 };`;
      for (const file of [
        "core/money/new.ts",
        "app/offers/New.tsx",
        "packages/devstore/src/new.ts",
      ])
        expect(await refusals(file, code)).toEqual([expect.stringMatching(/is a Map/)]);
    },
  );

  test("a table of known keys stays one", async () => {
    const code = 'export const TABLE: Record<"a" | "b", number> = { a: 1, b: 2 };';
    expect(await refusals("core/money/new.ts", code)).toEqual([]);
  });
});
