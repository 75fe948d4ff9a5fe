import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { askToLeave, hasLeft, leave } from "../follow-ups/public-pages/leave-page.server.tsx";
import { openLink, visitOf } from "../follow-ups/public-pages/receive-link.server.tsx";

/** The way out of a shop's mail: opening it unsubscribes nobody. */
export async function loader({ request }: LoaderFunctionArgs) {
  return askToLeave(await visitOf(await openLink(request, "unsubscribe"), request));
}

export async function action({ request }: ActionFunctionArgs) {
  const opened = await openLink(request, "unsubscribe");
  await leave(opened);
  return hasLeft(await visitOf(opened, request));
}
