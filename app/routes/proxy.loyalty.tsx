import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { accountPage, answerForm } from "../loyalty/account-page/answer-account.server.tsx";
import { receiveProxied } from "../loyalty/account-page/proxied-page.server.tsx";
import { databaseClock, now } from "../platform/clock.server.ts";
import { readForm } from "../platform/read-request.server.ts";

/** A customer's page of points, on the shop's own address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { context, visitor, liquid } = await receiveProxied(request);
  return liquid(await accountPage(context, visitor, null, now()));
}

export async function action({ request }: ActionFunctionArgs) {
  const { context, visitor, liquid } = await receiveProxied(request);
  const notice = await answerForm(context, visitor, await readForm(request), databaseClock);
  return liquid(await accountPage(context, visitor, notice, now()));
}
