import type { LoaderFunctionArgs } from "@remix-run/node";

import { readLink } from "../follow-ups/links.server.ts";
import { countLink } from "../follow-ups/public-pages/limit-link.server.ts";
import { now } from "../platform/clock.server.ts";
import { getServices } from "../platform/services.server.ts";
import { addressOf } from "../platform/read-request.server.ts";

/** A picture of one pixel: a GIF that is see-through. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** Tells that a mail was opened, or that a program fetched its pictures. The picture is the same for every link. */
export async function loader({ request }: LoaderFunctionArgs) {
  const link = readLink(addressOf(request), "open", now());
  if (link !== "forged" && link !== "expired" && (await countLink(link)) === null) {
    const { database } = await getServices();
    await database.prisma.followUpMail.updateMany({
      where: { shop: link.shop, id: link.mail, openedAt: null },
      data: { openedAt: now() },
    });
  }
  return new Response(PIXEL, {
    headers: { "Content-Type": "image/gif", "Cache-Control": "no-store" },
  });
}
