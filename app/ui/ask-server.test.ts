import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askServer, readServer, UnansweredError } from "./ask-server.ts";

const ANSWERS = new Map<string, [status: number, type: string, body: string]>([
  ["/answered", [200, "application/json; charset=utf-8", '{"reason":"Choose a product."}']],
  ["/refused", [400, "application/json", '{"reason":"Complete the offer to see it."}']],
  ["/too-often", [429, "text/plain", "Too many requests. Try again in 5 seconds."]],
  ["/later", [503, "text/plain", "Tandem's database can't do this just now."]],
  ["/failed", [500, "text/plain", "Unexpected Server Error"]],
  ["/signed-out", [200, "text/html", "<html>Sign in</html>"]],
  ["/cut", [200, "application/json", '{"reas']],
]);

const server = createServer((request, response) => {
  const [status, type, body] = ANSWERS.get(request.url ?? "")!;
  response.writeHead(status, { "Content-Type": type }).end(body);
});
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

beforeAll(() => new Promise<void>((done) => void server.listen(0, "127.0.0.1", done)));
afterAll(() => void server.close());

describe("what the server answers to a page", () => {
  test.each([
    ["/answered", "Choose a product."],
    ["/refused", "Complete the offer to see it."],
  ])("is read at %s", async (path, reason) => {
    expect(await askServer(at(path), "{}")).toEqual({ reason });
  });

  test.each([
    ["/too-often", "Too many requests. Try again in 5 seconds."],
    ["/later", "Tandem's database can't do this just now."],
    ["/failed", "Something went wrong. Reload the page, then try again."],
    ["/signed-out", "Something went wrong. Reload the page, then try again."],
    ["/cut", "Something went wrong. Reload the page, then try again."],
  ])(
    "is a sentence for a person at %s, and never what a parser made of it",
    async (path, words) => {
      await expect(askServer(at(path), "{}")).rejects.toThrow(new UnansweredError(words));
    },
  );

  test("is none where a file was to be read, unless it is a success", async () => {
    expect(await (await readServer(at("/answered"))).text()).toBe(ANSWERS.get("/answered")![2]);
    await expect(readServer(at("/later"))).rejects.toThrow(/^Tandem's database can't do this/);
    await expect(readServer(at("/refused"))).rejects.toThrow(/^Something went wrong/);
  });

  test("says what to do where there is no line", async () => {
    await expect(askServer("http://127.0.0.1:9", "{}")).rejects.toThrow(/^Can’t connect to Tandem/);
  });

  test("is not waited for once the question is withdrawn, which is no failure to tell of", async () => {
    const asked = new AbortController();
    asked.abort();
    const answer = askServer(at("/answered"), "{}", asked.signal);
    await expect(answer).rejects.not.toBeInstanceOf(UnansweredError);
  });
});
