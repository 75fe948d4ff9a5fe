import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { error } from "../../core/offers/issue.ts";
import { OfferEditor } from "../offers/editor/OfferEditor.tsx";
import { useEditorKey } from "../ui/use-editor-key.ts";
import { editOffer, editSchema } from "../offers/editor/edit-offer.server.ts";
import { loadEditor } from "../offers/editor/load-editor.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";
import { addressOf, pathPart, readJson } from "../platform/read-request.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const data = await loadEditor(
    context,
    pathPart(params, "id"),
    addressOf(request).searchParams.get("kind"),
  );
  if (!data) throw json("This offer doesn’t exist. It may have been deleted.", { status: 404 });
  return json(data);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = editSchema.safeParse(await readJson(request));
  if (!parsed.success)
    return json(
      {
        ok: false as const,
        issues: [],
        isConflict: false,
        message: "The request is not complete.",
      },
      { status: 400 },
    );
  // Shopify is asked before anything is stored.
  const outcome = await ifAnswered(editOffer(context, pathPart(params, "id"), parsed.data));
  const refusal = { ok: false as const, issues: [error("", SHOPIFY_IS_AWAY)], isConflict: false };
  return json(outcome ?? refusal);
}

export default function OfferRoute() {
  const data = useLoaderData<typeof loader>();
  const key = useEditorKey(`${data.id} ${data.draft?.kind}`);
  return <OfferEditor key={key} editorKey={key} {...data} />;
}

export { NotHere as ErrorBoundary } from "../ui/NotHere.tsx";
