import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { notePublishRequest } from "../publishing/request-publish.server.ts";

/** Parses whether offers of one click are made. */
export const oneClickRulesSchema = z.object({
  isOn: z.boolean({ error: "Send whether one-click offers are made." }),
});

/** Stores it, with the wish to publish it: the extension reads it of the shop. */
export async function saveOneClick(
  prisma: PrismaClient,
  shop: string,
  { isOn }: z.infer<typeof oneClickRulesSchema>,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await transaction.shop.update({ where: { shop }, data: { hasOneClick: isOn } });
    await notePublishRequest(transaction, shop);
  });
}
