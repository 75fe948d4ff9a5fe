import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo } from "node:net";

import { HttpResponseError } from "@shopify/shopify-api";
import { abstractFetch } from "@shopify/shopify-api/runtime";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { createMailer, MAIL_LIMITS } from "../../app/mail/mailer.server.ts";
import { limitLibraryCalls } from "../../app/shopify/limit-library-calls.server.ts";
import { CLAIM_MILLISECONDS } from "../../app/loyalty/redeem/claim-redemption.server.ts";
import {
  ADMIN_LIMITS,
  AdminApiError,
  AdminApiUnanswered,
  createAdminClient,
} from "../../app/shopify/admin-client.server.ts";
import type { GraphqlCall } from "../../app/shopify/admin-client.server.ts";
import { addCredit } from "../../app/shopify/documents/credit-account.server.ts";
import { readHistoryFile } from "../../app/orders/history/read-history-file.server.ts";
import { startStandIn } from "../support/stand-in.ts";

const NEVER = new Promise<never>(() => {});
const QUICK = { call: 50, run: 100 };
const ask = (call: GraphqlCall, limits = QUICK) =>
  createAdminClient(call, limits)
    .run("query Any { shop { id } }", {}, z.unknown())
    .catch((failure: unknown) => failure);

describe("a call to Shopify", () => {
  test("P28: with all that a redemption asks ends well before its claim", () => {
    // It is looked for and then given, or made and then found by its name: two documents.
    expect(2 * ADMIN_LIMITS.run).toBeLessThanOrEqual(CLAIM_MILLISECONDS / 2);
    expect(ADMIN_LIMITS.call).toBeLessThan(ADMIN_LIMITS.run);
  });

  test("that has no answer in time may have been done, whatever holds it", async () => {
    expect(await ask(() => NEVER)).toBeInstanceOf(AdminApiUnanswered);
    const endless = new Response(new ReadableStream());
    expect(await ask(() => Promise.resolve(endless))).toBeInstanceOf(AdminApiUnanswered);
  });

  test("is aborted when its time is over", async () => {
    let signal: AbortSignal | undefined;
    await ask((_document, options) => {
      signal = options?.signal;
      return NEVER;
    });
    expect(signal?.aborted).toBe(true);
  });

  test("that Shopify throttles is given up when its tries take too long", async () => {
    const throttled = { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] };
    const failure = await ask(() => Promise.resolve(Response.json(throttled)));
    expect(failure).toMatchObject({ isTransient: true, message: expect.stringContaining("fast") });
    expect(failure).not.toBeInstanceOf(AdminApiUnanswered);
  });

  test.each([
    ["500", true],
    ["502", true],
    ["504", true],
    ["503", false],
    ["429", false],
    ["401", false],
  ])("that is answered with %s may have been done: %s", async (status, mayBeDone) => {
    const code = Number(status);
    const thrown = [
      new Response(null, { status: code }),
      new HttpResponseError({ message: "It failed.", code, statusText: "" }),
    ];
    for (const failure of thrown) {
      const known = await ask(() => Promise.reject(failure as Error));
      expect(known).toBeInstanceOf(AdminApiError);
      expect(known instanceof AdminApiUnanswered).toBe(mayBeDone);
    }
  });

  test("at which Shopify itself fails is no refusal: it may have been done", async () => {
    const errors = [{ message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } }];
    expect(await ask(() => Promise.resolve(Response.json({ errors })))).toBeInstanceOf(
      AdminApiUnanswered,
    );
  });

  test("of Shopify's own library, for a token say, has a limit as well", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    try {
      limitLibraryCalls(50);
      await expect(abstractFetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(/timeout/);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  test("for the file of orders says that it cannot be had just now", async () => {
    const reading = readHistoryFile("http://127.0.0.1:1/").next();
    await expect(reading).rejects.toThrow("cannot be had just now");
  });

  test("P28: whose answer the stand-in holds is done there, and known as not answered", async () => {
    const standIn = await startStandIn();
    try {
      const { store } = standIn;
      store.updateShop({
        faults: {
          ...store.shop.faults,
          adminApi: {
            isDown: false,
            isThrottled: false,
            failNextMutations: 0,
            late: { mutations: 1, milliseconds: 1_000 },
          },
        },
      });
      const customerId = store.customers.all()[0]!.id;
      const client = createAdminClient(
        (query, options) =>
          fetch(`${standIn.devstore.storeUrl}/admin/api/2026-10/graphql.json`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": "token" },
            body: JSON.stringify({ query, variables: options?.variables }),
            ...(options?.signal && { signal: options.signal }),
          }),
        { call: 500, run: 500 },
      );
      await expect(addCredit(client, customerId, 500, "EUR")).rejects.toThrow(AdminApiUnanswered);
      expect(store.storeCredit.all()).toHaveLength(1);
    } finally {
      await standIn.close();
    }
  });
});

test("a mail that the server never comes to an end with may have been taken", async () => {
  const sockets = new Set<{ destroy(): void }>();
  const endless = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.write("220 hello\r\n");
    // Lively, and still without an end: each line says that another follows.
    const talk = setInterval(() => socket.write("250-and more\r\n"), 10);
    socket.on("close", () => clearInterval(talk));
  }).listen(0, "127.0.0.1");
  await once(endless, "listening");
  const { port } = endless.address() as AddressInfo;
  const limits = { ...MAIL_LIMITS, send: 200 };
  const mailer = createMailer(`smtp://127.0.0.1:${port}`, "offers@tandem.example", limits);
  try {
    const mail = { messageId: "a@b", senderName: "Shop", to: "ada@example.com", replyTo: null };
    const sent = mailer.send({ ...mail, subject: "Hi", html: "Hi", text: "Hi", headers: {} });
    expect(await sent).toMatchObject({ kind: "uncertain" });
  } finally {
    mailer.close();
    for (const socket of sockets) socket.destroy();
    endless.close();
  }
});
