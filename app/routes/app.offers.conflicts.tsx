import { json } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { Conflicts } from "../offers/conflicts/Conflicts.tsx";
import { loadConflicts } from "../offers/conflicts/load-conflicts.server.ts";
import { now } from "../platform/clock.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return json(await loadConflicts(await requireShop(request), now()));
}

export default function ConflictsRoute() {
  return <Conflicts {...useLoaderData<typeof loader>()} />;
}
