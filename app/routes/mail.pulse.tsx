import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { askPulse, receivePulse } from "../follow-ups/public-pages/pulse-page.server.tsx";
import { openLink, visitOf } from "../follow-ups/public-pages/receive-link.server.tsx";

/** Where the answers of a mail lead: opening it answers nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  return askPulse(await visitOf(await openLink(request, "pulse"), request), new URL(request.url));
}

export async function action({ request }: ActionFunctionArgs) {
  return receivePulse(
    await visitOf(await openLink(request, "pulse"), request),
    await request.formData(),
  );
}
