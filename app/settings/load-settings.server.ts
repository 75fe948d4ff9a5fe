import type { OfferContext } from "../offers/save-offer.server.ts";
import { findPublishingState } from "../publishing/publishing-state.server.ts";
import { findCombination } from "./combination.server.ts";

/** What the settings page shows. */
export async function loadSettings({ prisma, shop }: OfferContext) {
  return {
    combinesWith: await findCombination(prisma, shop),
    publishing: await findPublishingState(prisma, shop),
  };
}

export type SettingsData = Awaited<ReturnType<typeof loadSettings>>;
