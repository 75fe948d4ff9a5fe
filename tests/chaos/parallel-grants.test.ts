import { Random } from "@tandem/devstore/sample-shop";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { auditGrants } from "../support/audit-grants.ts";
import { SHOP } from "../support/stand-in.ts";
import { startTwoApps } from "../support/two-apps.ts";
import type { TwoApps } from "../support/two-apps.ts";

const ROUNDS = 200;
const SEEDS = [1, 2, 3, 4];
const MOST_WISHES = 6;
const POINTS = 500;
const MINIMUM = 100;
const EARNED = new Date("2026-01-01T00:00:00Z");

/** What a page is told; a form that is sent again may be told that the first one is under way. */
const EXPECTED = ["done", "waiting", "refused"];
const digits = (number: number, length: number) => String(number).padStart(length, "0");

interface Wish {
  readonly id: string;
  readonly points: number;
  readonly way: "code" | "store-credit";
}

describe("two processes that are asked at once, one of them a minute ahead", () => {
  let given: TwoApps;
  beforeAll(async () => {
    given = await startTwoApps();
    await saveProgramme(given.server.database.prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: {
        ...emptyProgramme(),
        isRunning: true,
        redeeming: {
          ways: ["code", "store-credit"],
          pointsPerUnit: "100",
          minimumPoints: String(MINIMUM),
        },
      },
      version: 0,
      author: "7",
      now: EARNED,
    });
  });
  afterAll(() => given?.stop());

  /** A customer with points that can be used. */
  async function newCustomer(number: number): Promise<string> {
    const { customers } = given.standIn.store;
    const id = `gid://shopify/Customer/${9_000_000 + number}`;
    customers.put({ ...customers.all()[0]!, id, email: `customer-${number}@example.com` });
    await given.server.database.prisma.ledgerEntry.create({
      data: {
        shop: SHOP,
        key: `import/${number}`,
        customerId: id,
        kind: "imported",
        points: POINTS,
        availableAt: EARNED,
        programmeVersion: 1,
        createdAt: EARNED,
      },
    });
    return id;
  }

  test.each(SEEDS)("P28: grant each wish once, whatever the seed (%i)", async (seed) => {
    const random = new Random(seed);
    const odd: unknown[] = [];
    for (let round = 0; round < ROUNDS / SEEDS.length; round++) {
      const number = seed * ROUNDS + round;
      const customerId = await newCustomer(number);
      const wishes: Wish[] = [];
      for (let left = random.between(2, MOST_WISHES); left > 0; left--)
        wishes.push(
          // Now and then a form is sent again, perhaps to the other process.
          wishes.length > 0 && random.happens(0.3)
            ? random.pick(wishes)
            : {
                id: `${digits(number, 8)}-${digits(left, 4)}-4000-8000-000000000000`,
                points: random.between(MINIMUM, POINTS),
                way: random.pick(["code", "store-credit"] as const),
              },
        );
      const answers = await Promise.all(
        wishes.map(async (wish) => {
          const app = random.pick(given.apps);
          const response = await app.post("/api/after-purchase/redeem", customerId, wish);
          return response.ok
            ? ((await response.json()) as { state: string }).state
            : response.status;
        }),
      );
      odd.push(...answers.filter((one) => !EXPECTED.includes(String(one))));
      expect(answers).toContain("done");
    }
    expect(odd).toEqual([]);
    expect(await auditGrants(given.server.database, given.standIn.store)).toEqual([]);
  });
});
