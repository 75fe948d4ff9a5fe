import { afterAll, beforeAll, beforeEach } from "vitest";

import type { OfferContext } from "../../app/offers/save-offer.server.ts";
import type { TestDatabase } from "./databases.ts";
import { SHOP, startStandIn } from "./stand-in.ts";
import type { StandIn } from "./stand-in.ts";

/** A shop without offers, on a database of its own and a stand-in store that is new for each test. */
export interface TestShop {
  readonly opened: TestDatabase;
  readonly standIn: StandIn;
  readonly context: OfferContext;
}

/** Opens it before the tests, and closes it after them; it can be used within tests only. */
export function useShop(open: () => Promise<TestDatabase>, now: () => Date): TestShop {
  let opened: TestDatabase;
  let standIn: StandIn;
  let context: OfferContext;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    standIn = await startStandIn(now);
    const { prisma } = opened.database;
    const settings = { currencyCode: "EUR", timeZone: "Europe/Berlin" };
    await prisma.offer.deleteMany();
    await prisma.publishRun.deleteMany();
    await prisma.publishedDocument.deleteMany();
    await prisma.erasedSubject.deleteMany();
    await prisma.servedWebhook.deleteMany();
    await prisma.privacyAudit.deleteMany();
    await prisma.dataRequest.deleteMany();
    await prisma.customerMerge.deleteMany();
    await prisma.shop.deleteMany();
    await prisma.shop.create({ data: { shop: SHOP, ...settings } });
    context = { prisma, shop: SHOP, client: standIn.client, ...settings };
    return () => standIn.close();
  });
  return {
    get opened() {
      return opened;
    },
    get standIn() {
      return standIn;
    },
    get context() {
      return context;
    },
  };
}
