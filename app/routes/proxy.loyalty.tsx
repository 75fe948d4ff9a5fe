import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

import { accountPage, redeem, visitorOf } from "../loyalty/account-page/answer-account.server.tsx";
import { getServices } from "../platform/services.server.ts";
import { createAdminClient } from "../shopify/admin-client.server.ts";
import { authenticate } from "../shopify/shopify.server.ts";

/** A customer's page of points, on the shop's own address: Shopify's app proxy signs who is signed in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { context, visitor, liquid } = await receive(request);
  return liquid(await accountPage(context, visitor, null, new Date()));
}

export async function action({ request }: ActionFunctionArgs) {
  const { context, visitor, liquid } = await receive(request);
  const notice = await redeem(context, visitor, await request.formData(), () => new Date());
  return liquid(await accountPage(context, visitor, notice, new Date()));
}

/** @throws a Response: 400 for a wrong signature, 404 for a shop that does not have the app */
async function receive(request: Request) {
  const { session, admin, liquid } = await authenticate.public.appProxy(request);
  if (!session) throw new Response("This shop does not use Tandem.", { status: 404 });
  const { database, jobs } = await getServices();
  const context = {
    prisma: database.prisma,
    jobs,
    shop: session.shop,
    client: createAdminClient(admin.graphql),
  };
  return { context, visitor: visitorOf(new URL(request.url)), liquid };
}
