import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

const METRICS_KEY = "a key that nobody guesses";

const start = (port: number): ChildProcess =>
  fork("tests/support/failing-app.ts", [String(port), METRICS_KEY], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });

describe("P32: no exception in a listener or a promise ends the process", () => {
  let app: ChildProcess;
  let port: number;
  let output = "";

  beforeAll(async () => {
    app = start(0);
    for (const stream of [app.stdout, app.stderr])
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    [port] = (await once(app, "message")) as [number];
  });
  afterAll(() => void app.kill());

  /** @returns the answer; "broken off" where the line was cut within it */
  async function ask(path: string, headers = {}): Promise<[number, string]> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    return [answer.status, await answer.text().catch(() => "broken off")];
  }

  const FAILED = "Tandem failed. It is logged.";
  test.each<[string, string, [number, string], string]>([
    ["in a listener after the answer", "/when-answered", [200, "fine"], "exception"],
    ["in a timer", "/in-a-timer", [500, FAILED], "exception"],
    ["in a listener", "/in-a-listener", [500, FAILED], "exception"],
    ["within an answer", "/half-answered", [200, "broken off"], "exception"],
    ["in a promise that nobody awaits", "/nobody-awaits", [200, "fine"], "rejection"],
    ["in a handler that rejects", "/rejected", [500, FAILED], "request"],
    ["in a handler that throws", "/thrown", [500, FAILED], "request"],
  ])("%s: that request is answered, the next is too, and it is logged", async (...claim) => {
    const [, path, answer, kind] = claim;
    output = "";
    expect(await ask(path)).toEqual(answer);
    expect(await ask("/")).toEqual([200, "fine"]);
    const said = kind === "request" ? `"path":"${path}"` : `"kind":"${kind}"`;
    await expect.poll(() => output).toContain(said);
    expect(output).toContain("for the test");
    expect(app.exitCode).toBeNull();
  });

  test("what nobody caught is counted, for who watches the metrics", async () => {
    expect(await ask("/metrics")).toEqual([401, "Send “Bearer ” and METRICS_KEY."]);
    const [, metrics] = await ask("/metrics", { Authorization: `Bearer ${METRICS_KEY}` });
    expect(metrics).toContain('tandem_uncaught_failures_total{kind="exception"} 4');
    expect(metrics).toContain('tandem_uncaught_failures_total{kind="rejection"} 1');
  });

  test("a database that does not answer is 503 at /readyz, and nothing else", async () => {
    expect(await ask("/readyz")).toEqual([503, "The database does not answer."]);
    expect(await ask("/healthz")).toEqual([200, "ok"]);
  });

  test("a port that is taken ends the start, in words", async () => {
    const second = start(port);
    let said = "";
    second.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(second, "close")) as [number];
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken. Set PORT to another.`);
  });
});
