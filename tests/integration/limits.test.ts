import { once } from "node:events";
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { Server } from "node:http";

import { register } from "prom-client";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

import { BODY_ROOM } from "../../app/platform/body-room.server.ts";
import type { BodyRoomLimits } from "../../app/platform/body-room.server.ts";
import { parseConfig } from "../../app/platform/config.server.ts";
import { doorOf } from "../../app/platform/doors.server.ts";
import { KNOWN_SENDER } from "../../app/platform/known-sender.server.ts";
import { networkOf } from "../../app/platform/limit-addresses.server.ts";
import { createWebApp } from "../../app/platform/web-app.server.ts";
import { Drain } from "../../app/platform/drain.server.ts";
import { Troubles } from "../../app/platform/troubles.server.ts";
import type { Pages } from "../../app/platform/serve-pages.server.ts";

/** Small enough to fill with a few lines: one address may have six on which hardly anything comes, and all have eighteen. */
const SMALL_ROOM = { perAddress: 100_000, perProcess: 300_000 };

/** Long enough for a busy machine; a test that waits for the end of a time shortens it. */
const TIMES = { headers: 60_000, whole: 60_000, check: 20 };

describe("what comes in is limited before any page runs", () => {
  let server: Server;
  let port: number;
  const pages = vi.fn<Pages>((request, response, body) => {
    const isSigned = request.headers["authorization"] === "right";
    // As the pages note it.
    response.locals[KNOWN_SENDER] = isSigned;
    const status = Number(request.headers["refuse"] ?? (isSigned ? 200 : 401));
    response.status(status).send(String(body.length));
  });

  beforeAll(async () => {
    server = createWebApp({
      ...{ pages, askDatabase: async () => new Date(), appUrl: "https://tandem.example.com" },
      ...{ log: { error: vi.fn(), warn: vi.fn() }, times: TIMES },
      ...{ drain: new Drain(), troubles: new Troubles(), now: () => new Date() },
    });
    server.listen(0);
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Writes to a line as it stands. @returns all that comes back until it is closed */
  async function say(...parts: (string | Buffer)[]): Promise<string> {
    const line = connect(port, "127.0.0.1");
    let answer = "";
    line.on("data", (chunk: Buffer) => (answer += chunk.toString()));
    line.on("error", () => undefined);
    for (const part of parts) line.write(part);
    await once(line, "close");
    return answer;
  }

  const ask = (path: string, from: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { Authorization: "right", "X-Forwarded-For": from, ...init.headers },
    });

  test.each([
    ["/webhooks/inbox", "5 MB", 5_000_000],
    ["/app/offers/import", "8 MB", 8_000_000],
    ["/app/offers/7", "2 MB", 2_000_000],
    ["/api/after-purchase", "64 kB", 64_000],
    ["/mail/pulse", "64 kB", 64_000],
    ["/proxy/loyalty", "64 kB", 64_000],
    ["/hooks/reviews", "64 kB", 64_000],
    ["/auth/login", "0 kB", 0],
  ])("a body at %s may have %s, and one byte more is 413", async (path, words, most) => {
    const body = new Uint8Array(most);
    const taken = await ask(path, "192.0.2.1", { method: "POST", body });
    expect([taken.status, await taken.text()]).toEqual([200, String(most)]);
    pages.mockClear();
    const head = `POST ${path} HTTP/1.1\r\nHost: tandem\r\nConnection: close\r\n`;
    // Said beforehand: not a byte of it is waited for.
    const said = await say(`${head}Content-Length: ${most + 1}\r\n\r\n`);
    // Not said, so that it is counted as it comes.
    const counted = await say(
      `${head}Transfer-Encoding: chunked\r\n\r\n${(most + 1).toString(16)}\r\n`,
      Buffer.alloc(most + 1),
    );
    for (const answer of [said, counted]) {
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain(`Send at most ${words} here.`);
    }
    expect(pages).not.toHaveBeenCalled();
  });

  test("a client that sends its whole body gets to read that it is too large", async () => {
    const body = new Uint8Array(5_000_001);
    const answer = await ask("/webhooks/inbox", "192.0.2.1", { method: "POST", body });
    expect([answer.status, await answer.text()]).toEqual([413, "Send at most 5 MB here."]);
  });

  test.each([
    ["headers", "GET / HTTP/1.1\r\nHost: ta"],
    ["a body", "POST /webhooks/inbox HTTP/1.1\r\nHost: tandem\r\nContent-Length: 9\r\n\r\nhalf"],
  ])("%s that do not come to an end are 408, in words", async (_what, half) => {
    pages.mockClear();
    server.headersTimeout = 200;
    server.requestTimeout = 300;
    const answer = await say(half);
    server.headersTimeout = TIMES.headers;
    server.requestTimeout = TIMES.whole;
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain("The request took too long to arrive.");
    expect(pages).not.toHaveBeenCalled();
  });

  test.each([
    ["no HTTP", "nonsense\r\n\r\n", /^HTTP\/1\.1 400 /],
    [
      "an origin that is none",
      "POST / HTTP/1.1\r\nHost: a\r\nOrigin: ::\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "headers without end",
      `GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    [
      "another server's address",
      "GET http://evil.com/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
  ])("%s is refused", async (_what, sent, status) => {
    expect(await say(sent)).toMatch(status);
  });

  test.each(["/auth/login"])(
    "one address at %s is told 429 and when to come again, and others are not",
    async (path) => {
      const { perMinute } = doorOf(path);
      const ofOne = "198.51.100.7";
      for (let count = 0; count < perMinute; count++)
        // What a client says of itself stands before what the proxy says of it.
        expect((await ask(path, `10.0.0.${count % 250}, ${ofOne}`)).status).toBe(200);
      const refused = await ask(path, `10.9.9.9, ${ofOne}`);
      expect(refused.status).toBe(429);
      expect(await refused.text()).toMatch(/^Too many requests. Try again in \d+ seconds?\.$/);
      expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect((await ask(path, `${ofOne}, 198.51.100.8`)).status).toBe(200);
    },
  );

  test.each(["/webhooks/inbox", "/proxy/loyalty", "/hooks/reviews"])(
    "%s: what is signed is never put off; who guesses signatures is",
    async (path) => {
      const { perMinute } = doorOf(path);
      const wrong = { headers: { Authorization: "wrong" } };
      for (let count = 0; count < perMinute + 5; count++)
        expect((await ask(path, "203.0.113.5")).status).toBe(200);
      for (let count = 0; count < perMinute; count++)
        expect((await ask(path, "203.0.113.6", wrong)).status).toBe(401);
      expect((await ask(path, "203.0.113.6", wrong)).status).toBe(429);
      expect((await ask(path, "203.0.113.5")).status).toBe(200);
    },
  );

  test.each(["/webhooks/inbox", "/webhooks/old/one", "/hooks/reviews"])(
    "%s: whatever of a stranger's is refused counts, and nothing of who has shown a key",
    async (path) => {
      const { perMinute } = doorOf(path);
      const refused = (status: number) => ({ headers: { Refuse: String(status) } });
      for (const status of [400, 404, 405, 422])
        for (let count = 0; count < perMinute; count++)
          expect((await ask(path, "203.0.113.7", refused(status))).status).toBe(status);
      expect((await ask(path, "203.0.113.7")).status).toBe(200);
      const noise = (status: number) => ({
        headers: { Refuse: String(status), Authorization: "wrong" },
      });
      for (let count = 0; count < perMinute; count++)
        await ask(path, "203.0.113.8", noise([400, 404, 405][count % 3]!));
      expect((await ask(path, "203.0.113.8", noise(404))).status).toBe(429);
      expect((await ask(path, "203.0.113.7")).status).toBe(200);
    },
  );

  test("a page that stands in the theme brings no rules of ours with it", async () => {
    const { headers } = await ask("/proxy/loyalty", "192.0.2.5");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toBeNull();
    expect(headers.get("Strict-Transport-Security")).toBeNull();
  });

  test("a refusal at a door for other sites can be read there", async () => {
    const body = new Uint8Array(64_001);
    const answer = await ask("/api/one-click", "192.0.2.9", { method: "POST", body });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  test("every answer says how it is to be taken, and none is kept", async () => {
    for (const path of ["/app", "/nothing", "/healthz", "/webhooks/inbox"]) {
      const { headers } = await ask(path, "192.0.2.3");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
      expect(headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      if (path !== "/healthz") expect(headers.get("Cache-Control")).toBe("no-store");
    }
  });

  test("without a key, nobody learns that there are metrics", async () => {
    pages.mockClear();
    await ask("/metrics", "192.0.2.4");
    expect(pages).toHaveBeenCalledOnce();
  });
});

describe("bodies that are on their way hold a bounded part of memory", () => {
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  /** A server of which the pages answer when they are let. */
  async function serve(room?: BodyRoomLimits, pages: Pages = answerLength) {
    // A process has one such server, and counts what it does.
    register.clear();
    const server = createWebApp({
      ...{ pages, askDatabase: async () => new Date(), appUrl: "https://tandem.example.com" },
      ...{ log: { error: vi.fn(), warn: vi.fn() }, times: TIMES, room },
      ...{ drain: new Drain(), troubles: new Troubles(), now: () => new Date() },
    }).listen(0);
    await once(server, "listening");
    open.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const begin = (from: string, bytes: number): Socket => {
      const line = connect(port, "127.0.0.1").on("error", () => undefined);
      line.write(
        `POST /webhooks/inbox HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${from}\r\nContent-Length: 5000000\r\n\r\n`,
      );
      line.write(Buffer.alloc(bytes));
      return line;
    };
    const post = async (from: string, path = "/webhooks/inbox") => {
      const headers = { "X-Forwarded-For": from };
      const init = { method: "POST", body: "whole", headers };
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    };
    const arrived = (from: string, status: number) =>
      expect.poll(async () => (await post(from)).status, { timeout: 10_000 }).toBe(status);
    return { begin, post, arrived };
  }
  const answerLength: Pages = (_request, response, body) => void response.send(String(body.length));

  test.each([
    ["half of large ones", BODY_ROOM, 6, 3_984_000],
    ["hardly anything of many", SMALL_ROOM, 6, 4],
  ])(
    "%s, from one address: it is told 429 before anything more is read, others are served, and so is it once they end",
    async (_what, room, lines, bytes) => {
      const { begin, post, arrived } = await serve(room);
      const begun = Array.from({ length: lines }, () => begin("198.51.100.1", bytes));
      await arrived("198.51.100.1", 429);
      const refused = await post("198.51.100.1");
      expect(refused.text).toBe(
        "Too much is on its way from your address. Try again in 5 seconds.",
      );
      expect(refused.headers.get("Retry-After")).toBe("5");
      // No byte of the body is sent, so none is waited for.
      const unsent = begin("198.51.100.1", 0);
      expect(String(await once(unsent, "data"))).toMatch(/^HTTP\/1\.1 429 /);
      expect(await post("198.51.100.2")).toMatchObject({ status: 200, text: "5" });
      for (const line of [...begun, unsent]) line.destroy();
      await arrived("198.51.100.1", 200);
    },
  );

  test("for want of room, nobody is counted among strangers: who signed what is not read is not known", async () => {
    const { begin, post, arrived } = await serve(SMALL_ROOM);
    const begun = Array.from({ length: 6 }, () => begin("198.51.100.1", 4));
    await arrived("198.51.100.1", 429);
    for (let count = 0; count < doorOf("/webhooks/inbox").perMinute; count++)
      expect((await post("198.51.100.1")).text).toMatch(/^Too much is on its way/);
    for (const line of begun) line.destroy();
    await arrived("198.51.100.1", 200);
  });

  test("from many addresses, they leave a process that answers 503 for a while, and goes on", async () => {
    const { begin, post, arrived } = await serve(SMALL_ROOM);
    const begun = Array.from({ length: 18 }, (_one, index) => begin(`192.0.2.${index % 3}`, 4));
    await arrived("198.51.100.2", 503);
    const refused = await post("198.51.100.2", "/api/one-click");
    expect(refused.text).toBe("Tandem holds as much as it can. Try again in 5 seconds.");
    expect(refused.headers.get("Retry-After")).toBe("5");
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBe("*");
    for (const line of begun) line.destroy();
    await arrived("198.51.100.2", 200);
  });

  test("what has arrived and waits for its answer counts for the process, and not for its address", async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const { post, arrived } = await serve(SMALL_ROOM, async (...asked) => {
      if (asked[0].path === "/webhooks/inbox/held") await held;
      await answerLength(...asked);
    });
    const waiting = Array.from({ length: 18 }, () => post("192.0.2.1", "/webhooks/inbox/held"));
    await arrived("198.51.100.2", 503);
    goOn();
    const statuses = (await Promise.all(waiting)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await arrived("198.51.100.2", 200);
  });
});

describe("whose address counts", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:0:1:aaaa::1", "2001:db8:0:1"],
    ["2001:0db8:0000:0001:ffff:ffff:ffff:ffff", "2001:db8:0:1"],
    ["2001:DB8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["", ""],
  ])("of %s it is %s", (address, network) => expect(networkOf(address)).toBe(network));

  test("how many proxies are believed is a number of the configuration", () => {
    const environment = {
      ...{ SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "secret" },
      ...{ SHOPIFY_APP_URL: "https://a.example.com", TOKEN_ENCRYPTION_KEY: "ab".repeat(32) },
    };
    expect(parseConfig(environment)).toMatchObject({ TRUSTED_PROXIES: 1 });
    expect(() => parseConfig({ ...environment, TRUSTED_PROXIES: "-1" })).toThrow("TRUSTED_PROXIES");
    expect(() => parseConfig({ ...environment, METRICS_KEY: "short" })).toThrow("METRICS_KEY");
  });
});
