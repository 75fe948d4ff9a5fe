import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { askPulse, receivePulse } from "../follow-ups/public-pages/pulse-page.server.tsx";
import { openLink, visitOf } from "../follow-ups/public-pages/receive-link.server.tsx";
import { addressOf, readForm } from "../platform/read-request.server.ts";

/** Where the answers of a mail lead: opening it answers nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  return askPulse(await visitOf(await openLink(request, "pulse"), request), addressOf(request));
}

export async function action({ request }: ActionFunctionArgs) {
  return receivePulse(
    await visitOf(await openLink(request, "pulse"), request),
    await readForm(request),
  );
}
