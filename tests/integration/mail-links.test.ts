import { afterAll, beforeAll, expect, test } from "vitest";

import { PAGE_WORDS } from "../../app/follow-ups/public-pages/words.ts";
import { COPY_LOCALES } from "../../core/offers/locales.ts";
import { installOn, startApp } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { linkToken } from "../support/keys.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";

const PER_MINUTE = 30;

let standIn: Awaited<ReturnType<typeof startStandIn>>;
let server: TestDatabase;
let app: AppProcess;
let asked = 0;

beforeAll(async () => {
  standIn = await startStandIn();
  server = await openOnServer();
  await installOn(server);
  app = await startApp({ storeUrl: standIn.devstore.storeUrl, databaseUrl: server.url! });
});
afterAll(async () => {
  await app?.end();
  await server?.close();
  await standIn?.close();
});

/** Follows a link of a mail that is there no more, each time from another address. */
function follow(
  purpose: string,
  mail: string,
  { locale = "en", method = "GET" }: { locale?: string; method?: "GET" | "POST" } = {},
): Promise<Response> {
  asked++;
  return fetch(
    `${app.url}/mail/${purpose}?t=${linkToken({ shop: SHOP, mail, purpose }, "secret")}`,
    {
      method,
      redirect: "manual",
      headers: {
        "X-Forwarded-For": `10.1.${asked >> 8}.${asked & 255}`,
        "Accept-Language": `${locale}-XX,${locale};q=0.9`,
      },
    },
  );
}

async function followOften(purpose: string, mail: string, method: "GET" | "POST") {
  for (let count = 0; count < PER_MINUTE; count++)
    expect((await follow(purpose, mail, { method })).status).toBe(410);
}

test.each([
  ["pulse", "GET"],
  ["pulse", "POST"],
  ["cart", "GET"],
  ["unsubscribe", "GET"],
  ["unsubscribe", "POST"],
] as const)(
  "a link to %s that is followed too often by %s is refused in the shopper's language, and no other is",
  async (purpose, method) => {
    const mail = `${purpose} ${method}`;
    await followOften(purpose, mail, method);
    for (const locale of COPY_LOCALES) {
      const refused = await follow(purpose, mail, { locale, method });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(await refused.text()).toContain(PAGE_WORDS[locale].tooOften);
    }
    expect((await follow(purpose, "another mail", { method })).status).toBe(410);
    const other = purpose === "cart" ? "unsubscribe" : "cart";
    expect((await follow(other, mail)).status).toBe(410);
  },
);

test("the picture of a mail is always there, and is noted so often only", async () => {
  const { prisma } = server.database;
  const opened = () => prisma.followUpMail.findFirstOrThrow({ where: { id: "opened" } });
  await prisma.followUpMail.create({
    data: {
      ...{ shop: SHOP, id: "opened", orderId: "1", stepId: "1" },
      ...{ state: "sent", createdAt: new Date() },
    },
  });
  expect((await follow("open", "opened")).status).toBe(200);
  expect((await opened()).openedAt).not.toBeNull();
  for (let count = 1; count < PER_MINUTE; count++) await follow("open", "opened");
  await prisma.followUpMail.updateMany({ data: { openedAt: null } });
  expect((await follow("open", "opened")).headers.get("Content-Type")).toBe("image/gif");
  expect((await opened()).openedAt).toBeNull();
});
