import { Prisma } from "@prisma/client";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { AdminApiError } from "../shopify/admin-client.server.ts";
import { judgeFailure } from "./judge-failure.server.ts";

const ofPrisma = (code: string, meta?: Record<string, unknown>) =>
  new Prisma.PrismaClientKnownRequestError("Invalid call:\n  email: a@example.com\nOut of range", {
    code,
    clientVersion: "6",
    ...(meta && { meta }),
  });
const ofAdapter = (cause: object) =>
  Object.assign(new Error("From the adapter"), { name: "DriverAdapterError", cause });

describe("P27: a failure that no other try would change is told from one that may pass", () => {
  test.each<[string, unknown, boolean]>([
    ["a form that is not known", z.object({}).safeParse(null).error, true],
    ["an amount that is none", new RangeError("x"), true],
    ["a refusal of Shopify's", new AdminApiError("No.", { isTransient: false }), true],
    ["Shopify being away", new AdminApiError("Away.", { isTransient: true }), false],
    ["a value out of range", ofPrisma("P2020"), true],
    ["a constraint", ofPrisma("P2002"), true],
    ["a deadlock", ofPrisma("P2034"), false],
    ["a time-out", ofPrisma("P2028"), false],
    ["no connection", ofPrisma("P1001"), false],
    ["a raw statement with a bad value", ofPrisma("P2010", { code: "22003" }), true],
    ["a raw statement on a lost line", ofPrisma("P2010", { code: "08006" }), false],
    ["a value that the adapter refuses", ofAdapter({ kind: "ValueOutOfRange" }), true],
    ["a text that PostgreSQL cannot hold", ofAdapter({ kind: "postgres", code: "22P05" }), true],
    ["a full disk", ofAdapter({ kind: "postgres", code: "53100" }), false],
    ["a closed connection", ofAdapter({ kind: "ConnectionClosed" }), false],
    ["something unknown", new Error("?"), false],
  ])("%s", (_what, failure, isPermanent) => {
    expect(judgeFailure(failure).isPermanent).toBe(isPermanent);
  });

  test("the reason leaves out what was asked of the database, and what the database cannot hold", () => {
    expect(judgeFailure(ofPrisma("P2020")).reason).toBe(
      "The database does not take it: Out of range",
    );
    expect(judgeFailure(new RangeError("a\0b\ud800c")).reason).toBe("ab\ufffdc");
  });
});
