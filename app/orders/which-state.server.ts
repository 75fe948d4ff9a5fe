import { isDeepStrictEqual } from "node:util";

import type { OrderFact } from "@prisma/client";

import { compareStates } from "../../core/attribution/later-state.ts";
import type { OrderState } from "../../core/attribution/later-state.ts";
import { parseJson } from "../../core/text/clean-text.ts";
import type { OrderNews } from "./webhook-payloads.server.ts";

/**
 * Which state of an order holds: that of news, or the one that is stored. What Shopify was just asked for is never older than what
 * it told of the same second.
 * @returns `unclear` where they differ and nothing tells which is the later one
 */
export function whichState(
  { order, triggeredAt, isAsked }: OrderNews,
  known: OrderFact | null,
): "news" | "known" | "unclear" {
  if (!known || known.standing === "deleted") return "news";
  const news: OrderState = {
    updatedAt: order.updatedAt,
    triggeredAt: triggeredAt?.toISOString() ?? null,
    cancelledAt: order.cancelledAt,
    financialStatus: order.financialStatus ?? null,
  };
  const difference = compareStates(news, {
    updatedAt: known.updatedAt.toISOString(),
    triggeredAt: known.triggeredAt?.toISOString() ?? null,
    cancelledAt: known.cancelledAt?.toISOString() ?? null,
    financialStatus: known.financialStatus,
  });
  if (isAsked && known.updatedAt.getTime() <= Date.parse(order.updatedAt)) return "news";
  if (difference !== 0) return difference > 0 ? "news" : "known";
  // As it is stored: without what is left out.
  return isDeepStrictEqual(parseJson(JSON.stringify(order)), known.facts) ? "known" : "unclear";
}
