import type { PrismaClient } from "@prisma/client";
import { localDate } from "@tandem/storefront-kit/dates";
import { numericId } from "@tandem/storefront-kit/ids";

import type { AdminClient } from "../shopify/admin-client.server.ts";
import { getCustomers } from "../shopify/documents/get-customers.server.ts";
import { ifAnswered } from "../shopify/if-answered.server.ts";
import { pageAsked } from "../ui/page-asked.ts";
import { isCompliance } from "../shopify/webhook-topics.ts";
import { answerFileName } from "./data-requests.server.ts";
import { PRIVACY_TOPICS } from "./topics.ts";

const ON_PAGE = 50;

interface PrivacyContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  readonly timeZone: string;
  readonly client: AdminClient;
}

/** Every privacy request of a shop, newest first, with what was done. Names are Shopify's, and are not kept. */
export async function loadPrivacyRequests(
  { prisma, shop, timeZone, client }: PrivacyContext,
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
  const ids = [...new Set(open.flatMap(({ customerId }) => customerId ?? []))];
  const names = await ifAnswered(getCustomers(client, ids));
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
              /** Null where Shopify does not tell it. */
              name: names?.get(request.customerId ?? "")?.name || null,
              fileName: answerFileName(request, localDate(createdAt.toISOString(), timeZone)),
              until: request.expiresAt.toISOString(),
            }
          : null,
      };
    }),
  };
}

export type PrivacyData = Awaited<ReturnType<typeof loadPrivacyRequests>>;
