import { json } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { now } from "../platform/clock.server.ts";
import { addressOf } from "../platform/read-request.server.ts";
import { loadPrivacyRequests } from "../privacy/load-privacy-requests.server.ts";
import { PrivacyRequests } from "../privacy/PrivacyRequests.tsx";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const requests = await loadPrivacyRequests(context, addressOf(request), now());
  return json(requests, { headers: { "Cache-Control": "no-store" } });
}

export default function PrivacyRoute() {
  return <PrivacyRequests {...useLoaderData<typeof loader>()} />;
}
