import type { PrismaClient } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { pageAsked } from "../ui/page-asked.ts";
import { isCompliance } from "../shopify/webhook-topics.ts";
import { PRIVACY_TOPICS } from "./topics.ts";

const ON_PAGE = 50;

/** Every privacy request of a shop, newest first, with what was done. */
export async function loadPrivacyRequests(
  { prisma, shop, timeZone }: { prisma: PrismaClient; shop: string; timeZone: string },
  url: URL,
  now: Date,
) {
  const page = pageAsked(url);
  const found = await prisma.privacyAudit.findMany({
    where: { shop },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    skip: (page - 1) * ON_PAGE,
    take: ON_PAGE + 1,
  });
  const rows = found.slice(0, ON_PAGE);
  const open = await prisma.dataRequest.findMany({
    where: { shop, id: { in: rows.map((row) => row.id) }, expiresAt: { gt: now } },
  });
  return {
    timeZone,
    page,
    hasNext: found.length > ON_PAGE,
    requests: rows.map(({ id, topic, detail, createdAt }) => {
      const request = open.find((one) => one.id === id);
      return {
        id,
        what: isCompliance(topic) ? PRIVACY_TOPICS[topic] : topic,
        detail,
        /** ISO 8601. */
        at: createdAt.toISOString(),
        /** What can be downloaded; null where it is over, or there is nothing. */
        answer: request
          ? {
              customer: request.customerId && numericId(request.customerId),
              until: request.expiresAt.toISOString(),
            }
          : null,
      };
    }),
  };
}

export type PrivacyData = Awaited<ReturnType<typeof loadPrivacyRequests>>;
