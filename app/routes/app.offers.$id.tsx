import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";

import { OfferEditor } from "../offers/editor/OfferEditor.tsx";
import { editOffer, editSchema } from "../offers/editor/edit-offer.server.ts";
import { loadEditor } from "../offers/editor/load-editor.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const data = await loadEditor(
    context,
    params["id"] ?? "",
    new URL(request.url).searchParams.get("kind"),
  );
  if (!data) throw json("This offer does not exist.", { status: 404 });
  return json(data);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireShop(request);
  const parsed = editSchema.safeParse(await request.json());
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
  return json(await editOffer(context, params["id"] ?? "", parsed.data));
}

function hasEditorKey(state: unknown): state is { editorKey: string } {
  return typeof state === "object" && state !== null && "editorKey" in state;
}

export default function OfferRoute() {
  const data = useLoaderData<typeof loader>();
  const state: unknown = useLocation().state;
  // The editor of a new offer goes on as that of the offer that it created.
  const key = hasEditorKey(state) ? state.editorKey : `${data.id} ${data.draft?.kind}`;
  return <OfferEditor key={key} editorKey={key} {...data} />;
}
