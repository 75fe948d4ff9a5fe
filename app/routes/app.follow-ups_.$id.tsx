import { json, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { toSequenceDraft } from "../../core/follow-ups/sequence-draft.ts";
import { SequenceEditor } from "../follow-ups/editor/SequenceEditor.tsx";
import type { SequenceEditorProps } from "../follow-ups/editor/SequenceEditor.tsx";
import { saveRequestSchema, saveSequenceDraft } from "../follow-ups/save-sequence.server.ts";
import { deleteSequence, findSequence } from "../follow-ups/sequence-store.server.ts";
import { useEditorKey } from "../ui/use-editor-key.ts";
import { now } from "../platform/clock.server.ts";
import { pathPart, readJsonAs } from "../platform/read-request.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

const NEW = "new";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, shop } = await requireShop(request);
  const id = pathPart(params, "id");
  if (id === NEW) {
    const draft = toSequenceDraft(readyMadeSequence());
    return json<SequenceEditorProps>({ id: null, version: 0, status: "draft", draft });
  }
  const found = await findSequence(prisma, shop, id);
  if (!found)
    throw new Response("This sequence doesn’t exist. It may have been deleted.", { status: 404 });
  const { version, status, content } = found;
  return json<SequenceEditorProps>({ id, version, status, draft: toSequenceDraft(content) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, jobs, shop } = await requireShop(request);
  const id = pathPart(params, "id");
  if (request.method === "DELETE") {
    await deleteSequence(prisma, shop, id);
    return redirect("/app/follow-ups");
  }
  const save = await readJsonAs(request, saveRequestSchema);
  const outcome = await saveSequenceDraft(prisma, shop, id === NEW ? null : id, save, now());
  if (outcome.ok) await jobs.ask("follow-ups", { shop });
  return json(outcome);
}

export default function SequenceRoute() {
  const data = useLoaderData<typeof loader>();
  const key = useEditorKey(data.id ?? NEW);
  return <SequenceEditor key={key} editorKey={key} {...data} />;
}

export { NotHere as ErrorBoundary } from "../ui/NotHere.tsx";
