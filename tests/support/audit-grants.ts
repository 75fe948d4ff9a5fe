import type { Store } from "@tandem/devstore/state";

import type { Database } from "../../app/platform/database.server.ts";
import { SHOP } from "./stand-in.ts";

/** What is wrong with what was given, in words; empty where every point and every cent adds up. */
export async function auditGrants(
  { prisma }: Pick<Database, "prisma">,
  store: Store,
): Promise<string[]> {
  const entries = await prisma.ledgerEntry.findMany({ where: { shop: SHOP } });
  const redemptions = await prisma.redemption.findMany({ where: { shop: SHOP } });
  const gifts = [
    ...store.codeDiscounts
      .all()
      .filter((one) => one.code.startsWith("PTS-"))
      .map(({ id, customerIds, amountMinor }) => ({
        id,
        customerId: customerIds?.[0],
        amountMinor,
      })),
    ...store.storeCredit.all(),
  ];
  const customers = new Set(entries.map((one) => one.customerId));
  const wrong = [...customers].flatMap((customerId) => {
    const own = entries.filter((one) => one.customerId === customerId);
    const left = own.reduce((sum, one) => sum + Number(one.points), 0);
    const redeemed = own.reduce(
      (sum, one) => sum - (one.kind === "redeemed" ? Number(one.points) : 0),
      0,
    );
    const given = gifts
      .filter((one) => one.customerId === customerId)
      .reduce((sum, one) => sum + (one.amountMinor ?? 0), 0);
    return [
      ...(left < 0 ? [`${customerId} has ${left} points`] : []),
      // A point is worth a cent.
      ...(given === redeemed ? [] : [`${customerId} got ${given} for ${redeemed} points`]),
    ];
  });
  const named = new Set(redemptions.map((one) => one.grantId));
  return [
    ...wrong,
    ...gifts.filter((one) => !named.has(one.id)).map((one) => `${one.id} is of no redemption`),
    ...redemptions
      .filter((one) => one.state !== "done" || one.lateGrantId !== null)
      .map((one) => `${one.id} is ${one.state}`),
    ...(named.size === redemptions.length ? [] : ["one gift settled two redemptions"]),
  ];
}
