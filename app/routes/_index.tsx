import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { addressOf } from "../platform/read-request.server.ts";

/** Shopify opens the app at its root, with who asks in the query. */
export function loader({ request }: LoaderFunctionArgs) {
  throw redirect(`/app${addressOf(request).search}`);
}
