import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { addressOf } from "../platform/read-request.server.ts";

/** Shopify opens the app at its root, with who asks in the query; anyone else is told how to open it. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = addressOf(request);
  throw redirect(searchParams.has("shop") ? `/app${search}` : "/auth/login");
}
