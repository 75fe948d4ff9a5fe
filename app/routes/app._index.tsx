import { json } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { Home } from "../home/Home.tsx";
import { loadHome } from "../home/load-home.server.ts";
import { now } from "../platform/clock.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  return json(await loadHome(await requireShop(request), now()));
}

export default function HomeRoute() {
  return <Home {...useLoaderData<typeof loader>()} />;
}
