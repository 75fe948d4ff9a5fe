import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { auditLedger } from "../loyalty/audit-ledger.server.ts";
import { loadLoyalty } from "../loyalty/load-loyalty.server.ts";
import { Loyalty } from "../loyalty/Loyalty.tsx";
import { now } from "../platform/clock.server.ts";
import { addressOf } from "../platform/read-request.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  return json(await loadLoyalty(context, addressOf(request), now()));
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, shop } = await requireShop(request);
  return json(await auditLedger(prisma, shop));
}

export default function LoyaltyRoute() {
  return <Loyalty {...useLoaderData<typeof loader>()} />;
}
