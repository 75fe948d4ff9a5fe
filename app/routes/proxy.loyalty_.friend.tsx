import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { receiveProxied } from "../loyalty/account-page/proxied-page.server.tsx";
import { friendPage } from "../loyalty/referrals/answer-friend.server.tsx";
import { databaseClock } from "../platform/clock.server.ts";
import { readForm } from "../platform/read-request.server.ts";

/** Where a customer's link for friends leads. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { context, visitor, url, liquid } = await receiveProxied(request);
  return liquid(await friendPage(context, visitor, url, null, databaseClock));
}

export async function action({ request }: ActionFunctionArgs) {
  const { context, visitor, url, liquid } = await receiveProxied(request);
  return liquid(await friendPage(context, visitor, url, await readForm(request), databaseClock));
}
