import { beforeEach, describe, expect, test } from "vitest";

import { loadFollowUps } from "../../app/follow-ups/load-follow-ups.server.ts";
import { exportMembers } from "../../app/loyalty/export-members.server.ts";
import { loadLoyalty } from "../../app/loyalty/load-loyalty.server.ts";
import { loadMember } from "../../app/loyalty/members.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const CUSTOMER = "gid://shopify/Customer/7";
const ORDER = "gid://shopify/Order/5001";

describe.each(EITHER_DATABASE)("pages while the Admin API is down, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);
  const away = () => ({
    ...shop.context,
    client: {
      run: () => Promise.reject(new AdminApiError("Away.", { isTransient: true })),
    },
  });
  const at = (query = "") => new URL(`https://tandem.example.com/app/page${query}`);

  beforeEach(async () => {
    const { prisma } = shop.context;
    await emptyTables(prisma, ["ledgerEntry", "memberMirror", "pulse", "orderFact"]);
    await prisma.ledgerEntry.create({
      data: {
        ...{ shop: SHOP, key: "one", customerId: CUSTOMER, kind: "adjusted", points: 10 },
        ...{ createdAt: NOW, availableAt: NOW, programmeVersion: 1, orderId: ORDER },
      },
    });
    await prisma.memberMirror.create({ data: { shop: SHOP, customerId: CUSTOMER, requested: 1 } });
  });

  test("members are listed with their points and without names, and the page says so", async () => {
    expect((await loadLoyalty(away(), at(), NOW)).members).toMatchObject({
      isShopifyAway: true,
      rows: [{ customerId: CUSTOMER, name: null, email: null, available: 10 }],
    });
    expect((await loadLoyalty(away(), at("?words=ada"), NOW)).members).toEqual({
      isShopifyAway: true,
      rows: [],
      hasNext: false,
    });
    expect((await loadLoyalty(shop.context, at(), NOW)).members.isShopifyAway).toBe(false);
  });

  test("a member is shown with the timeline", async () => {
    expect(await loadMember(away(), "7", NOW)).toMatchObject({
      isShopifyAway: true,
      name: null,
      available: 10,
      timeline: [{ points: 10, orderNumber: "5001", orderName: null }],
    });
    expect(await loadMember(shop.context, "7", NOW)).toMatchObject({ isShopifyAway: false });
  });

  test("what buyers said is shown", async () => {
    const said = { answer: "unhappy", comment: "Cold", answeredAt: NOW };
    await shop.context.prisma.pulse.create({
      data: { shop: SHOP, orderId: ORDER, customerId: CUSTOMER, ...said },
    });
    expect(await loadFollowUps(away(), at(), NOW)).toMatchObject({
      isShopifyAway: true,
      rows: [{ comment: "Cold", name: null, orderName: null }],
    });
    expect(await loadFollowUps(shop.context, at(), NOW)).toMatchObject({ isShopifyAway: false });
  });

  test("an export fails rather than leave the names out", async () => {
    await expect(exportMembers(away(), "", NOW)).rejects.toThrow("Away.");
  });
});
