import type { OfferContext } from "../offers/save-offer.server.ts";
import { findPublishingState } from "../publishing/publishing-state.server.ts";
import { combinesWithOf } from "./combination.server.ts";

/** What the settings page shows. */
export async function loadSettings({ prisma, shop }: OfferContext) {
  const settings = await prisma.shop.findUniqueOrThrow({ where: { shop } });
  return {
    combinesWith: combinesWithOf(settings),
    hasOneClick: settings.hasOneClick,
    publishing: await findPublishingState(prisma, shop),
  };
}

export type SettingsData = Awaited<ReturnType<typeof loadSettings>>;
