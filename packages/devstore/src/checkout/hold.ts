import type { Order } from "../state/types.ts";

/** How long an order waits for its buyer on the post-purchase page (shopify.dev, "Fulfillment holds"). */
export const HOLD_MILLISECONDS = 3_600_000;

/** Whether an order must not be fulfilled yet, and may be added to. */
export function isHeld({ heldUntil }: Order, now: Date): boolean {
  return heldUntil !== undefined && Date.parse(heldUntil) > now.getTime();
}
