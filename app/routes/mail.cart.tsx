import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";

import { cartAddress } from "../../core/offers/after-purchase.ts";
import { openLink, visitOf } from "../follow-ups/public-pages/receive-link.server.tsx";
import { now } from "../platform/clock.server.ts";

/** Into a cart with what a mail suggests. The address is made of what we signed, so it leads nowhere else. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, link, mail, identity } = await visitOf(await openLink(request, "cart"), request);
  const { shop, variantId, offerId } = link;
  if (request.method === "GET")
    await prisma.followUpMail.updateMany({
      where: { shop, id: mail.id, clickedAt: null },
      data: { clickedAt: now() },
    });
  return redirect(
    variantId && offerId
      ? cartAddress(identity.storefrontUrl, variantId, offerId)
      : identity.storefrontUrl,
  );
}
